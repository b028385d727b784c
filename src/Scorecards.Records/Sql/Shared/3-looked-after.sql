-- Looked-after children. Children who are only here for a series of short breaks (legal status V3, V4) are not looked after.
CREATE VIEW looked_after_episode AS
SELECT * FROM uploaded.lac_episode WHERE legal_status NOT IN ('V3', 'V4');

-- The slices of team.csv: the county, its areas, districts and teams.
CREATE VIEW team AS SELECT * FROM uploaded.team;

CREATE TABLE slice AS
SELECT 'county' AS slice, '' AS slice_code
UNION SELECT 'area', area_code FROM uploaded.team
UNION SELECT 'district', district_code FROM uploaded.team
UNION SELECT 'team', team_code FROM uploaded.team;

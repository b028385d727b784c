-- The 15 tables, as they were uploaded: each is one file, column for column. NOT NULL marks what a file must have.
-- source_row is the row of the uploaded file, as a spreadsheet counts, and source_upload the entry of the journal that it came with; it is blank
-- while the upload is checked. Flags (Y/N) are BOOLEAN. Definitions do not read these tables but the views over them.
CREATE SCHEMA uploaded;

CREATE TABLE uploaded.child (
    child_id VARCHAR NOT NULL, date_of_birth DATE, expected_dob DATE, death_date DATE, sex VARCHAR NOT NULL, ethnicity VARCHAR,
    disability BOOLEAN, uasc_start DATE, uasc_end DATE, home_district VARCHAR, source_row BIGINT, source_upload BIGINT);
CREATE TABLE uploaded.referral (
    referral_id VARCHAR NOT NULL, child_id VARCHAR NOT NULL, referral_date DATE NOT NULL, source VARCHAR, nfa BOOLEAN NOT NULL,
    primary_need VARCHAR, closure_date DATE, closure_reason VARCHAR, team_code VARCHAR NOT NULL, source_row BIGINT, source_upload BIGINT);
CREATE TABLE uploaded.assessment (
    assessment_id VARCHAR NOT NULL, child_id VARCHAR, referral_id VARCHAR, type VARCHAR NOT NULL, is_update BOOLEAN NOT NULL,
    start_date DATE NOT NULL, completed_date DATE, child_seen BOOLEAN, progressed_to_strategy BOOLEAN, team_code VARCHAR NOT NULL,
    source_row BIGINT, source_upload BIGINT);
CREATE TABLE uploaded.section47 (
    s47_id VARCHAR NOT NULL, child_id VARCHAR NOT NULL, referral_id VARCHAR, s47_start_date DATE, s47_end_date DATE, child_seen BOOLEAN,
    icpc_required BOOLEAN, icpc_date DATE, icpc_outcome VARCHAR, transfer_in BOOLEAN NOT NULL, team_code VARCHAR NOT NULL,
    source_row BIGINT, source_upload BIGINT);
CREATE TABLE uploaded.cp_plan (
    plan_id VARCHAR NOT NULL, child_id VARCHAR NOT NULL, referral_id VARCHAR, start_date DATE NOT NULL, end_date DATE,
    initial_category VARCHAR, latest_category VARCHAR, previous_plans INTEGER, ola_temporary BOOLEAN NOT NULL, team_code VARCHAR NOT NULL,
    source_row BIGINT, source_upload BIGINT);
CREATE TABLE uploaded.review (
    review_id VARCHAR NOT NULL, child_id VARCHAR NOT NULL, review_type VARCHAR NOT NULL, plan_id VARCHAR, review_date DATE, due_date DATE,
    participation VARCHAR, cancelled BOOLEAN, source_row BIGINT, source_upload BIGINT);
CREATE TABLE uploaded.lac_episode (
    child_id VARCHAR NOT NULL, decom DATE NOT NULL, care_period_start DATE NOT NULL, rne VARCHAR NOT NULL, legal_status VARCHAR NOT NULL,
    placement_type VARCHAR NOT NULL, provider VARCHAR, carer_ref VARCHAR, dec DATE, rec VARCHAR, distance_miles DECIMAL(9, 3),
    need_code VARCHAR, team_code VARCHAR NOT NULL, source_row BIGINT, source_upload BIGINT);
CREATE TABLE uploaded.lac_check (
    check_id VARCHAR NOT NULL, child_id VARCHAR NOT NULL, type VARCHAR NOT NULL, check_date DATE, due_date DATE, status VARCHAR NOT NULL,
    source_row BIGINT, source_upload BIGINT);
CREATE TABLE uploaded.adoption (
    child_id VARCHAR NOT NULL, decision_date DATE NOT NULL, matched_date DATE, date_placed DATE, order_date DATE, reversed_date DATE,
    source_row BIGINT, source_upload BIGINT);
CREATE TABLE uploaded.allocation (
    allocation_id VARCHAR NOT NULL, child_id VARCHAR NOT NULL, worker_id VARCHAR, role VARCHAR NOT NULL, team_code VARCHAR NOT NULL,
    start_date DATE NOT NULL, end_date DATE, source_row BIGINT, source_upload BIGINT);
CREATE TABLE uploaded.workforce (
    snapshot_date DATE NOT NULL, post_id VARCHAR NOT NULL, team_code VARCHAR NOT NULL, caseholding BOOLEAN NOT NULL,
    establishment_fte DECIMAL(9, 3) NOT NULL, worker_id VARCHAR, worker_type VARCHAR, sw_registered BOOLEAN, filled_fte DECIMAL(9, 3) NOT NULL,
    source_row BIGINT, source_upload BIGINT);
CREATE TABLE uploaded.audit (
    audit_id VARCHAR NOT NULL, child_id VARCHAR, completed_date DATE NOT NULL, judgement VARCHAR NOT NULL, team_code VARCHAR NOT NULL,
    source_row BIGINT, source_upload BIGINT);
CREATE TABLE uploaded.population (
    area_code VARCHAR NOT NULL, age_band VARCHAR NOT NULL, estimate_year INTEGER NOT NULL, effective_from DATE NOT NULL,
    population BIGINT NOT NULL, source VARCHAR, source_row BIGINT, source_upload BIGINT);
CREATE TABLE uploaded.team (
    team_code VARCHAR NOT NULL, team_name VARCHAR NOT NULL, district_code VARCHAR NOT NULL, area_code VARCHAR NOT NULL,
    fieldwork BOOLEAN NOT NULL, valid_from DATE NOT NULL, valid_to DATE, source_row BIGINT, source_upload BIGINT);
CREATE TABLE uploaded.bank_holiday (date DATE NOT NULL, name VARCHAR);

-- Timescales, each from a day on: parameter.csv. One without a value sets no limit.
CREATE TABLE timescale (name VARCHAR NOT NULL, effective_from DATE NOT NULL, value INTEGER, unit VARCHAR NOT NULL, meaning VARCHAR);

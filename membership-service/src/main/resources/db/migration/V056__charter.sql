-- Who may join which kind of unit, which status may follow which, and who may return are set for days to come through the API, and taken
-- back before they begin, as other rules are.
ALTER TABLE status_rule DROP CONSTRAINT status_rule_pkey;
ALTER TABLE status_rule ADD id uuid PRIMARY KEY DEFAULT uuidv7(), ADD cancelled_at timestamptz, ADD cancelled_why text;
CREATE UNIQUE INDEX status_rule_begin ON status_rule (jurisdiction, status, valid_from) WHERE cancelled_at IS NULL;

ALTER TABLE return_rule DROP CONSTRAINT return_rule_pkey;
ALTER TABLE return_rule ADD id uuid PRIMARY KEY DEFAULT uuidv7(), ADD cancelled_at timestamptz, ADD cancelled_why text;
CREATE UNIQUE INDEX return_rule_begin ON return_rule (jurisdiction, former_status, valid_from) WHERE cancelled_at IS NULL;

ALTER TABLE admission_rule DROP CONSTRAINT admission_rule_pkey;
ALTER TABLE admission_rule ADD id uuid PRIMARY KEY DEFAULT uuidv7(), ADD cancelled_at timestamptz, ADD cancelled_why text;
CREATE UNIQUE INDEX admission_rule_begin ON admission_rule (jurisdiction, category, unit_kind, valid_from) WHERE cancelled_at IS NULL;

GRANT INSERT, UPDATE (cancelled_at, cancelled_why) ON status_rule, return_rule, admission_rule TO doanket_app;

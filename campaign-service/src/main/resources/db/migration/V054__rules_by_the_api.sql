-- Rules of a jurisdiction are set by the API, each from a day to come on; one that has not begun may be cancelled, and stays on record. What reads
-- rules passes cancelled ones over.
DO $$
DECLARE rule text[];
BEGIN
  FOREACH rule SLICE 1 IN ARRAY ARRAY[['light_rule', 'jurisdiction'], ['reporting_rule', 'jurisdiction, period'], ['meeting_rule', 'jurisdiction, kind']] LOOP
    EXECUTE format('ALTER TABLE %1$I DROP CONSTRAINT %1$s_pkey, ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY, '
      'ADD COLUMN set_by text, ADD COLUMN cancelled_at timestamptz, ADD COLUMN cancelled_why text, ADD CHECK ((cancelled_at IS NULL) = (cancelled_why IS NULL))',
      rule[1]);
    EXECUTE format('ALTER TABLE %I ALTER COLUMN id DROP DEFAULT', rule[1]);
    EXECUTE format('CREATE UNIQUE INDEX %1$s_begin ON %1$I (%2$s, valid_from) WHERE cancelled_at IS NULL', rule[1], rule[2]);
    EXECUTE format('GRANT INSERT, UPDATE (cancelled_at, cancelled_why) ON %I TO doanket_app', rule[1]);
  END LOOP;
END $$;

ALTER TABLE evidence_rule
  DROP CONSTRAINT evidence_rule_jurisdiction_unit_id_step_valid_from_key,
  ADD COLUMN cancelled_at timestamptz,
  ADD COLUMN cancelled_why text,
  ADD CHECK ((cancelled_at IS NULL) = (cancelled_why IS NULL));
CREATE UNIQUE INDEX evidence_rule_begin ON evidence_rule (jurisdiction, unit_id, step, valid_from) NULLS NOT DISTINCT WHERE cancelled_at IS NULL;
GRANT UPDATE (cancelled_at, cancelled_why) ON evidence_rule TO doanket_app;

-- A clock is known by its day, so one that was cancelled is set anew in its place.
ALTER TABLE clock_rule
  ADD COLUMN cancelled_at timestamptz,
  ADD COLUMN cancelled_why text,
  ADD CHECK ((cancelled_at IS NULL) = (cancelled_why IS NULL));

-- COPY does not go with row-level security: stages are the worker's alone, and what requests may see of them is moved to a
-- table of its own. They are refilled after a crash, so they need no log.
DROP POLICY scope ON pay_stage;
DROP POLICY background ON pay_stage;
DROP POLICY background ON bank_stage;
ALTER TABLE pay_stage NO FORCE ROW LEVEL SECURITY;
ALTER TABLE pay_stage DISABLE ROW LEVEL SECURITY;
ALTER TABLE bank_stage NO FORCE ROW LEVEL SECURITY;
ALTER TABLE bank_stage DISABLE ROW LEVEL SECURITY;
ALTER TABLE pay_stage SET UNLOGGED;
ALTER TABLE bank_stage SET UNLOGGED;
REVOKE ALL ON pay_stage, bank_stage FROM doanket_app;

-- Rows of a pay file that were not taken over: the sheet that goes back is made of them.
CREATE TABLE pay_fault (
  import_no bigint NOT NULL,
  row_no    bigint NOT NULL,
  unit_id   uuid NOT NULL,
  cells     text[] NOT NULL,
  faults    text[] NOT NULL,
  PRIMARY KEY (import_no, row_no)
);
CALL doanket.scope_by_unit('pay_fault');
REVOKE INSERT, UPDATE, DELETE ON pay_fault FROM doanket_app;

-- Two runs may open a month at once.
CREATE OR REPLACE FUNCTION open_charge_month(wanted date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  partition text := 'charge_' || to_char(wanted, 'YYYY_MM');
BEGIN
  IF to_regclass(partition) IS NOT NULL THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(partition, 6));
  IF to_regclass(partition) IS NULL THEN
    EXECUTE format('CREATE TABLE %I PARTITION OF charge FOR VALUES IN (%L)', partition, date_trunc('month', wanted)::date);
    EXECUTE format('REVOKE ALL ON %I FROM doanket_app, doanket_worker', partition);
  END IF;
END $$;

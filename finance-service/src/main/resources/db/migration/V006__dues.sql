-- What is owed and what came in, by unit and month: the aggregate whose facts others hear (topic finance.unit-month). What was still owed to
-- a unit that ended was handed on by it and taken by its heirs: assessed + taken - handed - dues_collected is owed here.
CREATE TABLE unit_month (
  id              uuid PRIMARY KEY DEFAULT uuidv7(),
  unit_id         uuid NOT NULL,
  month           date NOT NULL CHECK (extract(day FROM month) = 1),
  currency        text NOT NULL,
  version         bigint NOT NULL DEFAULT 0,
  members         bigint NOT NULL DEFAULT 0,
  assessed        bigint NOT NULL DEFAULT 0,
  excess          bigint NOT NULL DEFAULT 0,
  dues_collected  bigint NOT NULL DEFAULT 0,
  fund_collected  bigint NOT NULL DEFAULT 0,
  dues_shared     bigint NOT NULL DEFAULT 0,
  fund_shared     bigint NOT NULL DEFAULT 0,
  taken           bigint NOT NULL DEFAULT 0,
  taken_excess    bigint NOT NULL DEFAULT 0,
  handed          bigint NOT NULL DEFAULT 0,
  UNIQUE (unit_id, month)
);
CALL doanket.scope_by_unit('unit_month');
REVOKE INSERT, UPDATE, DELETE ON unit_month FROM doanket_app;

CREATE TABLE dues_run (
  id           uuid PRIMARY KEY,
  no           bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  unit_id      uuid NOT NULL,
  month        date NOT NULL CHECK (extract(day FROM month) = 1),
  mode         text NOT NULL CHECK (mode IN ('preview', 'post')),
  state        text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done')),
  members      bigint,
  exempt       bigint,
  out_of_scope bigint,
  problems     bigint,
  units        bigint,
  changed      bigint,
  total        bigint,
  created_by   text NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now()
);
CALL doanket.scope_by_unit('dues_run');

CREATE TABLE dues_problem (
  run_no    bigint NOT NULL,
  member_no bigint NOT NULL,
  unit_id   uuid NOT NULL,
  code      text NOT NULL,
  rule_no   bigint,
  amount    bigint,
  bound     bigint,
  PRIMARY KEY (run_no, member_no)
);
CALL doanket.scope_by_unit('dues_problem');
REVOKE INSERT, UPDATE, DELETE ON dues_problem FROM doanket_app;

-- The sub-ledger of dues, a partition for each month. Append-only: a run that finds another amount than it found before adds
-- a row with the new amount and the difference; the newest row of member and unit counts (kind 1: owes nothing here any more; kind 2: taken over from a
-- unit that ended, with what was still owed there).
-- No foreign keys nor row triggers: the run itself is checked set by set.
CREATE TABLE charge (
  month        date NOT NULL,
  member_no    bigint NOT NULL,
  run_no       bigint NOT NULL,
  kind         smallint NOT NULL,
  unit_id      uuid NOT NULL,
  amount       bigint NOT NULL,
  excess       bigint NOT NULL,
  amount_delta bigint NOT NULL,
  excess_delta bigint NOT NULL,
  base         bigint,
  rule_no      bigint,
  unit_dues_no bigint,
  exemption_no bigint,
  PRIMARY KEY (month, member_no, run_no, kind)
) PARTITION BY LIST (month);
CREATE INDEX charge_unit ON charge (unit_id, member_no);
CALL doanket.scope_by_unit('charge');
CALL doanket.append_only('charge');
REVOKE INSERT ON charge FROM doanket_app;

-- Row-level security stands on the parent; nobody reads a partition past it. Two runs may open a month at once: the
-- second waits, and since a session may still remember that there was no such table it does not ask again but leaves that to IF NOT EXISTS.
CREATE FUNCTION open_charge_month(wanted date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  partition text := 'charge_' || to_char(wanted, 'YYYY_MM');
BEGIN
  IF to_regclass(partition) IS NOT NULL THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(partition, 6));
  EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF charge FOR VALUES IN (%L)', partition, date_trunc('month', wanted)::date);
  EXECUTE format('REVOKE ALL ON %I FROM doanket_app, doanket_worker', partition);
END $$;
REVOKE EXECUTE ON FUNCTION open_charge_month FROM PUBLIC;
GRANT EXECUTE ON FUNCTION open_charge_month TO doanket_worker;

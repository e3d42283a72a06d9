-- Who owes the employers' fund, with or without a union. The tax code is the key of the trade. The row is what holds now; what
-- held when stands in employer_state, where of one day the newest row counts.
CREATE TABLE employer (
  id             uuid PRIMARY KEY,
  no             bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  jurisdiction   text NOT NULL REFERENCES jurisdiction,
  tax_code       text NOT NULL,
  name           text NOT NULL,
  search_name    text NOT NULL,
  employer_group text NOT NULL DEFAULT '',
  region         text,
  unit_id        uuid NOT NULL,
  union_id       uuid,
  status         text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'dissolved')),
  version        bigint NOT NULL DEFAULT 0,
  UNIQUE (jurisdiction, tax_code)
);
CREATE INDEX employer_unit ON employer (unit_id);
CREATE INDEX employer_union ON employer (union_id);
-- unit_id collects; the union at the employer sees him as well, and changes nothing.
CALL doanket.scope_by_unit('employer');
CREATE POLICY union_reads ON employer FOR SELECT TO doanket_app USING (union_id IN (SELECT u.id FROM unit_ref u
  WHERE u.path >= doanket.scope_from() AND u.path < doanket.scope_to()));
REVOKE DELETE ON employer FROM doanket_app, doanket_worker;

CREATE TABLE employer_state (
  no             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  employer_no    bigint NOT NULL REFERENCES employer (no),
  valid_from     date NOT NULL,
  name           text NOT NULL,
  employer_group text NOT NULL,
  region         text,
  unit_id        uuid NOT NULL,
  union_id       uuid,
  status         text NOT NULL CHECK (status IN ('active', 'dissolved')),
  act_number     text,
  recorded_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  recorded_by    text NOT NULL
);
CREATE INDEX employer_state_employer ON employer_state (employer_no, valid_from);
ALTER TABLE employer_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE employer_state FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON employer_state TO doanket_app USING (employer_no IN (SELECT e.no FROM employer e));
CREATE POLICY background ON employer_state TO doanket_worker USING (true);
CALL doanket.append_only('employer_state');

-- What held of an employer on a day; before his first day, what held on that.
CREATE FUNCTION employer_on(wanted bigint, day date) RETURNS SETOF employer_state LANGUAGE sql STABLE AS $$
  SELECT * FROM employer_state s WHERE s.employer_no = wanted
   ORDER BY s.valid_from <= day DESC, CASE WHEN s.valid_from <= day THEN s.valid_from END DESC, s.valid_from, s.no DESC LIMIT 1
$$;

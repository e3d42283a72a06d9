-- A day of the year about which is counted is taken back before it begins, as every rule is: else a slip of the pen is frozen for ever on its day.
ALTER TABLE statistic_cut_off ADD cancelled_at timestamptz, ADD cancelled_why text, DROP CONSTRAINT statistic_cut_off_jurisdiction_code_valid_from_key;
CREATE UNIQUE INDEX statistic_cut_off_begin ON statistic_cut_off (jurisdiction, code, valid_from) WHERE cancelled_at IS NULL;
GRANT UPDATE (cancelled_at, cancelled_why) ON statistic_cut_off TO doanket_app;

-- Whose a workplace may be is configuration (no official list was seen): dated rules, set through the API. An ownership is its code, which stands on register cards;
-- what it is called, what it is a part of and whether it is given any more is said by dated rows. Whoever reads ownership reads what is in force today.
CREATE TABLE ownership_rule (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  jurisdiction  text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  code          text COLLATE "C" NOT NULL,
  valid_from    date NOT NULL,
  name_vi       text NOT NULL,
  name_en       text NOT NULL,
  name_zh       text NOT NULL,
  part_of       text COLLATE "C",             -- a kind of enterprise over which R7 adds up
  is_used       boolean NOT NULL,             -- false: no card says it any more; those that do stay
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text
);
CREATE UNIQUE INDEX ownership_rule_begin ON ownership_rule (jurisdiction, code, valid_from) WHERE cancelled_at IS NULL;
INSERT INTO ownership_rule (jurisdiction, code, valid_from, name_vi, name_en, name_zh, part_of, is_used, citation, verified)
SELECT jurisdiction, code, date '2013-01-01', name_vi, name_en, name_zh, part_of, true, citation, verified FROM ownership;
DROP TABLE ownership;

CREATE FUNCTION ownerships_on(day date) RETURNS SETOF ownership_rule LANGUAGE sql STABLE AS $$
  SELECT DISTINCT ON (jurisdiction, code) * FROM ownership_rule WHERE valid_from <= day AND cancelled_at IS NULL ORDER BY jurisdiction, code, valid_from DESC
$$;
REVOKE UPDATE, DELETE, TRUNCATE ON ownership_rule FROM doanket_app, doanket_worker;
REVOKE INSERT ON ownership_rule FROM doanket_worker;
GRANT UPDATE (cancelled_at, cancelled_why) ON ownership_rule TO doanket_app;

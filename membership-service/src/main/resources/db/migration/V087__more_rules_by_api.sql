-- What an erasure leaves, the words for why a status was given, and the kinds of units are dated rules as well, set through the API for days to
-- come and taken back before they begin. What has begun was applied and stays to be read: a row that says "no more" follows it.

-- For how long something stays, and by whose law: so far the rows said neither.
ALTER TABLE retention_rule DROP CONSTRAINT retention_rule_pkey;
ALTER TABLE retention_rule ADD id uuid PRIMARY KEY DEFAULT uuidv7(), ADD jurisdiction text NOT NULL DEFAULT 'vn' CHECK (jurisdiction IN ('vn', 'cn')),
  ADD months int CHECK (months > 0),           -- null: for as long as the purpose lasts, or no time was read
  ADD is_kept boolean NOT NULL DEFAULT true,   -- false: from that day on it goes too
  ADD cancelled_at timestamptz, ADD cancelled_why text;
INSERT INTO retention_rule (jurisdiction, code, valid_from, what_vi, what_en, what_zh, citation, verified)
SELECT 'cn', code, valid_from, what_vi, what_en, what_zh,
       CASE WHEN starts_with(citation, 'Our own rule') THEN citation ELSE 'No text of this jurisdiction was read; as in the other one' END, false
  FROM retention_rule;
ALTER TABLE retention_rule ALTER jurisdiction DROP DEFAULT, ALTER is_kept DROP DEFAULT;
CREATE UNIQUE INDEX retention_rule_begin ON retention_rule (jurisdiction, code, valid_from) WHERE cancelled_at IS NULL;

ALTER TABLE status_reason DROP CONSTRAINT status_reason_pkey, DROP CONSTRAINT status_reason_status_rank_key;
ALTER TABLE status_reason ADD id uuid PRIMARY KEY DEFAULT uuidv7(), ADD jurisdiction text NOT NULL DEFAULT 'vn' CHECK (jurisdiction IN ('vn', 'cn')),
  ADD valid_from date NOT NULL DEFAULT '2013-01-01',
  ADD is_used boolean NOT NULL DEFAULT true,   -- false: given to nobody any more; of those who have it the name stays
  ADD citation text NOT NULL DEFAULT 'Our own words, so that reasons can be counted; to be confirmed by the federation',
  ADD verified boolean NOT NULL DEFAULT false, ADD cancelled_at timestamptz, ADD cancelled_why text;
INSERT INTO status_reason (jurisdiction, status, code, rank, name_vi, name_en, name_zh)
SELECT 'cn', status, code, rank, name_vi, name_en, name_zh FROM status_reason;
ALTER TABLE status_reason ALTER jurisdiction DROP DEFAULT, ALTER valid_from DROP DEFAULT, ALTER is_used DROP DEFAULT, ALTER citation DROP DEFAULT,
  ALTER verified DROP DEFAULT;
CREATE UNIQUE INDEX status_reason_begin ON status_reason (jurisdiction, status, code, valid_from) WHERE cancelled_at IS NULL;

-- The words of a jurisdiction on a day: of each the latest row that has begun and was not cancelled, if that one is used.
CREATE FUNCTION status_reasons(of_jurisdiction text, day date) RETURNS SETOF status_reason LANGUAGE sql STABLE AS $$
  SELECT * FROM status_reason r WHERE r.jurisdiction = of_jurisdiction AND r.valid_from <= day AND r.cancelled_at IS NULL AND r.is_used
    AND NOT EXISTS (SELECT FROM status_reason n WHERE n.jurisdiction = r.jurisdiction AND n.status = r.status AND n.code = r.code
      AND n.valid_from > r.valid_from AND n.valid_from <= day AND n.cancelled_at IS NULL)
$$;

-- A kind is its code and its level, on which powers and foreign keys stand and which do not change; what it is called and what its members are
-- is said by dated rows. Whoever reads unit_kind reads what is in force today.
ALTER TABLE unit_kind RENAME TO unit_kind_code;
CREATE TABLE unit_kind_rule (
  id                uuid PRIMARY KEY DEFAULT uuidv7(),
  jurisdiction      text NOT NULL,
  code              text COLLATE "C" NOT NULL,
  valid_from        date NOT NULL,
  name_vi           text NOT NULL,
  name_en           text NOT NULL,
  name_zh           text NOT NULL,
  default_category  text NOT NULL REFERENCES member_category,
  default_dues_kind text,
  has_employer      boolean NOT NULL,
  is_used           boolean NOT NULL,          -- false: no unit becomes of this kind any more; those that are stay
  citation          text NOT NULL,
  verified          boolean NOT NULL,
  cancelled_at      timestamptz,
  cancelled_why     text,
  FOREIGN KEY (jurisdiction, code) REFERENCES unit_kind_code
);
CREATE UNIQUE INDEX unit_kind_rule_begin ON unit_kind_rule (jurisdiction, code, valid_from) WHERE cancelled_at IS NULL;
INSERT INTO unit_kind_rule (jurisdiction, code, valid_from, name_vi, name_en, name_zh, default_category, default_dues_kind, has_employer, is_used, citation, verified)
SELECT jurisdiction, code, date '2013-01-01', name_vi, name_en, name_zh, default_category, default_dues_kind, has_employer, true,
       'Kinds as they are met in the press and on the pages of federations; the laws and charters were not read for this row', false
  FROM unit_kind_code;
ALTER TABLE unit_kind_code DROP name_vi, DROP name_en, DROP name_zh, DROP default_category, DROP default_dues_kind, DROP has_employer;
CREATE VIEW unit_kind AS
  SELECT DISTINCT ON (c.jurisdiction, c.code) c.jurisdiction, c.code, c.level, r.name_vi, r.name_en, r.name_zh, r.default_category, r.default_dues_kind,
    r.has_employer, r.is_used
  FROM unit_kind_code c JOIN unit_kind_rule r ON r.jurisdiction = c.jurisdiction AND r.code = c.code AND r.cancelled_at IS NULL
    AND r.valid_from <= (now() AT TIME ZONE CASE c.jurisdiction WHEN 'cn' THEN 'Asia/Shanghai' ELSE 'Asia/Ho_Chi_Minh' END)::date
  ORDER BY c.jurisdiction, c.code, r.valid_from DESC;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON unit_kind FROM doanket_app, doanket_worker;

REVOKE UPDATE, DELETE, TRUNCATE ON unit_kind_rule FROM doanket_app, doanket_worker;
REVOKE INSERT ON unit_kind_rule FROM doanket_worker;
GRANT INSERT ON retention_rule, status_reason, unit_kind_code TO doanket_app;
GRANT UPDATE (cancelled_at, cancelled_why) ON retention_rule, status_reason, unit_kind_rule TO doanket_app;

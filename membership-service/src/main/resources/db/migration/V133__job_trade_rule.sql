-- The trades by which openings and seekers are sorted are dated rules as others are, set through the API for days to come. A trade is its code, on which
-- openings and the facts of placements stand and which does not change; what it is called and whether it is given any more is said by dated rows.
-- Whoever reads job_trade reads what is in force today.

ALTER TABLE job_trade RENAME TO job_trade_code;
CREATE TABLE job_trade_rule (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  jurisdiction  text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  code          text COLLATE "C" NOT NULL REFERENCES job_trade_code,
  valid_from    date NOT NULL,
  name_vi       text NOT NULL,
  name_en       text NOT NULL,
  name_zh       text NOT NULL,
  is_used       boolean NOT NULL,             -- false: nothing is sorted under it any more; what is on record stays
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text
);
CREATE UNIQUE INDEX job_trade_rule_begin ON job_trade_rule (jurisdiction, code, valid_from) WHERE cancelled_at IS NULL;
INSERT INTO job_trade_rule (jurisdiction, code, valid_from, name_vi, name_en, name_zh, is_used, citation, verified)
SELECT j.code, t.code, date '2013-01-01', t.name_vi, t.name_en, t.name_zh, true,
       'Our own words, so that openings can be sorted; no list of occupations was read, to be confirmed by the federation', false
  FROM job_trade_code t CROSS JOIN (VALUES ('vn'), ('cn')) AS j (code);
ALTER TABLE job_trade_code DROP name_vi, DROP name_en, DROP name_zh;
CREATE VIEW job_trade AS
  SELECT DISTINCT ON (r.jurisdiction, r.code) r.jurisdiction, r.code, r.name_vi, r.name_en, r.name_zh, r.is_used
  FROM job_trade_rule r
  WHERE r.cancelled_at IS NULL AND r.valid_from <= (now() AT TIME ZONE CASE r.jurisdiction WHEN 'cn' THEN 'Asia/Shanghai' ELSE 'Asia/Ho_Chi_Minh' END)::date
  ORDER BY r.jurisdiction, r.code, r.valid_from DESC;

REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON job_trade FROM doanket_app, doanket_worker;
REVOKE UPDATE, DELETE, TRUNCATE ON job_trade_rule FROM doanket_app, doanket_worker;
REVOKE INSERT ON job_trade_rule FROM doanket_worker;
GRANT INSERT ON job_trade_code TO doanket_app;
GRANT UPDATE (cancelled_at, cancelled_why) ON job_trade_rule TO doanket_app;

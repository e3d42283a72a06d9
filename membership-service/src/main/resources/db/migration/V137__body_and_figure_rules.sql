-- Which bodies there are, with which positions, and which figures a head count may have beside members and workers, are dated rules as others are: set
-- through the API for days to come, taken back before they begin. The first rows hold from long ago on: a body that sat then is entered too.

-- A body is its code, on which bodies and sizes stand and which does not change. Whoever reads body_kind reads what is in force today.
ALTER TABLE body_kind RENAME TO body_kind_code;
CREATE TABLE body_kind_rule (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  jurisdiction  text NOT NULL,
  code          text COLLATE "C" NOT NULL,
  valid_from    date NOT NULL,
  levels        text[] NOT NULL CHECK (cardinality(levels) > 0),   -- of units that have it
  name_vi       text NOT NULL,
  name_en       text NOT NULL,
  name_zh       text NOT NULL,
  is_used       boolean NOT NULL,              -- false: none is formed any more; those that sit do so until they end
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text,
  FOREIGN KEY (jurisdiction, code) REFERENCES body_kind_code
);
CREATE UNIQUE INDEX body_kind_rule_begin ON body_kind_rule (jurisdiction, code, valid_from) WHERE cancelled_at IS NULL;
INSERT INTO body_kind_rule (jurisdiction, code, valid_from, levels, name_vi, name_en, name_zh, is_used, citation, verified)
SELECT jurisdiction, code, date '1900-01-01', levels, name_vi, name_en, name_zh, true,
       'Bodies as they are met in the press and on the pages of federations; the charters were not read for this row', false
  FROM body_kind_code;
ALTER TABLE body_kind_code DROP levels, DROP name_vi, DROP name_en, DROP name_zh;

ALTER TABLE body_position RENAME TO body_position_code;
CREATE TABLE body_position_rule (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  jurisdiction  text NOT NULL,
  body_kind     text COLLATE "C" NOT NULL,
  code          text COLLATE "C" NOT NULL,
  valid_from    date NOT NULL,
  is_single     boolean NOT NULL,              -- one holder at a time
  takes_seat    boolean NOT NULL,              -- counts as a member of the body
  rank          int NOT NULL,
  name_vi       text NOT NULL,
  name_en       text NOT NULL,
  name_zh       text NOT NULL,
  is_used       boolean NOT NULL,              -- false: given to nobody any more; who has it keeps it
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text,
  FOREIGN KEY (jurisdiction, body_kind, code) REFERENCES body_position_code
);
CREATE UNIQUE INDEX body_position_rule_begin ON body_position_rule (jurisdiction, body_kind, code, valid_from) WHERE cancelled_at IS NULL;
INSERT INTO body_position_rule (jurisdiction, body_kind, code, valid_from, is_single, takes_seat, rank, name_vi, name_en, name_zh, is_used, citation, verified)
SELECT jurisdiction, body_kind, code, date '1900-01-01', is_single, takes_seat, rank, name_vi, name_en, name_zh, true,
       'Positions as they are met in the press and on the pages of federations; the charters were not read for this row', false
  FROM body_position_code;
ALTER TABLE body_position_code DROP is_single, DROP takes_seat, DROP rank, DROP name_vi, DROP name_en, DROP name_zh;

CREATE TABLE headcount_figure_rule (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  jurisdiction  text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  code          text COLLATE "C" NOT NULL,
  valid_from    date NOT NULL,
  rank          int NOT NULL,                  -- in lists and sheets
  name_vi       text NOT NULL,
  name_en       text NOT NULL,
  name_zh       text NOT NULL,
  part_of       text COLLATE "C",              -- what it cannot exceed: another figure, or workers
  counted_by    text COLLATE "C",              -- the persons without whom a sum says nothing
  is_used       boolean NOT NULL,              -- false: no report about a day from then on says it; those that do stay
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text
);
CREATE UNIQUE INDEX headcount_figure_rule_begin ON headcount_figure_rule (jurisdiction, code, valid_from) WHERE cancelled_at IS NULL;
INSERT INTO headcount_figure_rule (jurisdiction, code, valid_from, rank, name_vi, name_en, name_zh, part_of, counted_by, is_used, citation, verified)
SELECT jurisdiction, code, date '1900-01-01', position, name_vi, name_en, name_zh, part_of, counted_by, true, citation, verified FROM headcount_figure;
DROP TABLE headcount_figure;

CREATE FUNCTION body_kinds_on(day date) RETURNS SETOF body_kind_rule LANGUAGE sql STABLE AS $$
  SELECT DISTINCT ON (jurisdiction, code) * FROM body_kind_rule WHERE valid_from <= day AND cancelled_at IS NULL ORDER BY jurisdiction, code, valid_from DESC
$$;
CREATE FUNCTION body_positions_on(day date) RETURNS SETOF body_position_rule LANGUAGE sql STABLE AS $$
  SELECT DISTINCT ON (jurisdiction, body_kind, code) * FROM body_position_rule WHERE valid_from <= day AND cancelled_at IS NULL
   ORDER BY jurisdiction, body_kind, code, valid_from DESC
$$;
CREATE FUNCTION headcount_figures_on(day date) RETURNS SETOF headcount_figure_rule LANGUAGE sql STABLE AS $$
  SELECT DISTINCT ON (jurisdiction, code) * FROM headcount_figure_rule WHERE valid_from <= day AND cancelled_at IS NULL ORDER BY jurisdiction, code, valid_from DESC
$$;
CREATE VIEW body_kind AS
  SELECT DISTINCT ON (r.jurisdiction, r.code) r.jurisdiction, r.code, r.levels, r.name_vi, r.name_en, r.name_zh, r.is_used
    FROM body_kind_rule r
   WHERE r.cancelled_at IS NULL AND r.valid_from <= (now() AT TIME ZONE CASE r.jurisdiction WHEN 'cn' THEN 'Asia/Shanghai' ELSE 'Asia/Ho_Chi_Minh' END)::date
   ORDER BY r.jurisdiction, r.code, r.valid_from DESC;
CREATE VIEW body_position AS
  SELECT DISTINCT ON (r.jurisdiction, r.body_kind, r.code) r.jurisdiction, r.body_kind, r.code, r.is_single, r.takes_seat, r.rank, r.name_vi, r.name_en,
         r.name_zh, r.is_used
    FROM body_position_rule r
   WHERE r.cancelled_at IS NULL AND r.valid_from <= (now() AT TIME ZONE CASE r.jurisdiction WHEN 'cn' THEN 'Asia/Shanghai' ELSE 'Asia/Ho_Chi_Minh' END)::date
   ORDER BY r.jurisdiction, r.body_kind, r.code, r.valid_from DESC;
CREATE VIEW headcount_figure AS
  SELECT DISTINCT ON (r.jurisdiction, r.code) r.*
    FROM headcount_figure_rule r
   WHERE r.cancelled_at IS NULL AND r.valid_from <= (now() AT TIME ZONE CASE r.jurisdiction WHEN 'cn' THEN 'Asia/Shanghai' ELSE 'Asia/Ho_Chi_Minh' END)::date
   ORDER BY r.jurisdiction, r.code, r.valid_from DESC;

-- Under what age somebody counts as young among those who sit in a committee: so far a figure in the code.
INSERT INTO parameter_kind VALUES ('committee-young-under', '{years}', 100);
INSERT INTO parameter (id, jurisdiction, name, subject, valid_from, numerator, denominator, unit_of_measure, citation, verified) VALUES
  (md5('parameter vncommittee-young-under2022-01-01')::uuid, 'vn', 'committee-young-under', '', date '2022-01-01', 40, 1, 'years', 
   'Guide 56/HD-TLD 2022 for the term 2023-28: aim for 10 % and more under 40', true);

REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON body_kind, body_position, headcount_figure FROM doanket_app, doanket_worker;
REVOKE UPDATE, DELETE, TRUNCATE ON body_kind_rule, body_position_rule, headcount_figure_rule FROM doanket_app, doanket_worker;
REVOKE INSERT ON body_kind_rule, body_position_rule, headcount_figure_rule FROM doanket_worker;
GRANT INSERT ON body_kind_code, body_position_code TO doanket_app;
GRANT UPDATE (cancelled_at, cancelled_why) ON body_kind_rule, body_position_rule, headcount_figure_rule TO doanket_app;

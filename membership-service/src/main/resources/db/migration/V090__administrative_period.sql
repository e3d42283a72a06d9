-- Administrative units have days: communes were merged on 2025-07-01, and a merged one may bear the code of one of those that it was made of. So what a
-- code meant is told by periods; administrative_unit keeps the newest of each, for what refers to it.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE administrative_period (
  jurisdiction text COLLATE "C" NOT NULL,
  code         text COLLATE "C" NOT NULL,
  valid_from   date,                         -- null: since ever, as far as anybody has said
  valid_to     date CHECK (valid_to > valid_from),
  level        text NOT NULL,
  name         text NOT NULL,
  search_name  text NOT NULL GENERATED ALWAYS AS (doanket.search_form(name)) STORED,
  parent_code  text COLLATE "C",
  population   int CHECK (population >= 0),
  area_km2     numeric(12, 2) CHECK (area_km2 >= 0),
  merged_from  text[] NOT NULL,
  FOREIGN KEY (jurisdiction, code) REFERENCES administrative_unit (jurisdiction, code),
  FOREIGN KEY (jurisdiction, parent_code) REFERENCES administrative_unit (jurisdiction, code) DEFERRABLE INITIALLY DEFERRED,
  EXCLUDE USING gist (jurisdiction WITH =, code WITH =, daterange(valid_from, valid_to) WITH &&)
);
CREATE INDEX administrative_period_parent ON administrative_period (jurisdiction, parent_code);
CREATE INDEX administrative_period_code ON administrative_period (jurisdiction, code, valid_from);
CREATE INDEX administrative_period_search_name ON administrative_period USING gin (search_name gin_trgm_ops);
INSERT INTO administrative_period (jurisdiction, code, valid_from, valid_to, level, name, parent_code, population, area_km2, merged_from)
SELECT jurisdiction, code, valid_from, valid_to, level, name, parent_code, population, area_km2, merged_from FROM administrative_unit;

-- Which became which on a day, whole or in part; also of one code, where it went on as another unit.
CREATE TABLE administrative_succession (
  jurisdiction text COLLATE "C" NOT NULL,
  predecessor  text COLLATE "C" NOT NULL,
  successor    text COLLATE "C" NOT NULL,
  on_day       date NOT NULL,
  PRIMARY KEY (jurisdiction, predecessor, successor, on_day),
  FOREIGN KEY (jurisdiction, predecessor) REFERENCES administrative_unit (jurisdiction, code),
  FOREIGN KEY (jurisdiction, successor) REFERENCES administrative_unit (jurisdiction, code)
);
CREATE INDEX administrative_succession_successor ON administrative_succession (jurisdiction, successor);
REVOKE UPDATE ON administrative_succession FROM doanket_app, doanket_worker;

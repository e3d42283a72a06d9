-- Provinces, communes and their like: what territories are made of. Public reference data, loaded from an installation's own tables.

CREATE TABLE administrative_unit (
  jurisdiction text COLLATE "C" NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  code         text COLLATE "C" NOT NULL,
  level        text NOT NULL,
  name         text NOT NULL,
  search_name  text NOT NULL GENERATED ALWAYS AS (doanket.search_form(name)) STORED,
  parent_code  text COLLATE "C",
  population   int CHECK (population >= 0),
  area_km2     numeric(12, 2) CHECK (area_km2 >= 0),
  merged_from  text[] NOT NULL DEFAULT '{}',  -- names of those that it was made of
  valid_from   date,
  valid_to     date CHECK (valid_to > valid_from),
  PRIMARY KEY (jurisdiction, code),
  FOREIGN KEY (jurisdiction, parent_code) REFERENCES administrative_unit (jurisdiction, code) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX administrative_unit_parent ON administrative_unit (jurisdiction, parent_code);
CREATE INDEX administrative_unit_search_name ON administrative_unit USING gin (search_name gin_trgm_ops);
REVOKE DELETE ON administrative_unit FROM doanket_app, doanket_worker;

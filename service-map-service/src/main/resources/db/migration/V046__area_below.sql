-- What lies below what: a province holds its communes by holding its own code. Null where nobody has said, for tables are entered as users have them.
ALTER TABLE administrative_area ADD parent_code text CHECK (parent_code ~ '^[0-9A-Za-z-]{1,20}$' AND parent_code <> code);
CREATE INDEX administrative_area_parent ON administrative_area (parent_code);
CREATE INDEX administrative_area_path ON administrative_area (path);

-- The codes above a code, itself among them. Chinese codes (GB/T 2260 and 10114: six digits, then more for towns and villages) say themselves what they are part of.
CREATE FUNCTION area_codes_above(asked text) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  WITH RECURSIVE above AS (
    SELECT asked AS code
    UNION SELECT a.parent_code FROM above b JOIN administrative_area a ON a.code = b.code WHERE a.parent_code IS NOT NULL
  )
  SELECT code FROM above
  UNION SELECT rpad(left(code, n), 6, '0') FROM above, unnest(ARRAY[2, 4, 6]) n WHERE code ~ '^[0-9]{6,12}$'
$$;

-- The known areas that are these codes or lie below them.
CREATE FUNCTION areas_below(asked text[]) RETURNS TABLE (origin text, code text) LANGUAGE sql STABLE AS $$
  WITH RECURSIVE below AS (
    SELECT c AS origin, c AS code FROM unnest(asked) c
    UNION SELECT b.origin, a.code FROM below b JOIN administrative_area a ON a.parent_code = b.code
  )
  SELECT b.origin, a.code FROM below b JOIN administrative_area a USING (code)
  UNION SELECT c, a.code FROM unnest(asked) c JOIN administrative_area a ON a.code ~ '^[0-9]{6,12}$' AND starts_with(a.code, regexp_replace(c, '(00){1,2}$', ''))
    WHERE c ~ '^[0-9]{6}$'
$$;

-- Which kinds of unit are there for a place and not for a trade or a workplace, the lowest first, and which of them hold all that lies below their code.
CREATE TABLE territorial_kind (
  jurisdiction text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  kind         text NOT NULL,
  valid_from   date NOT NULL,
  rank         int NOT NULL CHECK (rank > 0),
  holds_below  boolean NOT NULL,
  citation     text NOT NULL,
  verified     boolean NOT NULL,
  PRIMARY KEY (jurisdiction, kind, valid_from)
);
INSERT INTO territorial_kind (jurisdiction, kind, valid_from, rank, holds_below, citation, verified)
SELECT jurisdiction, kind, '2020-01-01', rank, holds_below, 'Doanket''s own reading of the levels of the federation, until a federation names its own', false FROM (VALUES
  ('vn', 'commune-union',          1, false),
  ('vn', 'district-federation',    2, true),
  ('vn', 'town-federation',        2, true),
  ('vn', 'provincial-federation',  3, true),
  ('vn', 'confederation',          4, true),
  ('cn', 'village-union',          1, false),
  ('cn', 'town-union',             2, true),
  ('cn', 'development-zone-union', 2, true),
  ('cn', 'county-federation',      3, true),
  ('cn', 'district-federation',    3, true),
  ('cn', 'city-federation',        4, true),
  ('cn', 'provincial-federation',  5, true),
  ('cn', 'all-china-federation',   6, true)) AS k (jurisdiction, kind, rank, holds_below);
REVOKE INSERT, UPDATE, DELETE ON territorial_kind FROM doanket_app;
CREATE FUNCTION territorial_rank(asked_jurisdiction text, asked_kind text, on_day date) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT rank FROM territorial_kind WHERE jurisdiction = asked_jurisdiction AND kind = asked_kind AND valid_from <= on_day ORDER BY valid_from DESC LIMIT 1
$$;

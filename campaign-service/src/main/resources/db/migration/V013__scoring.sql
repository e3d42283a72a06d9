-- One unit scored by one criteria set for one year. What it claims, what it is given and what facts say stand beside each other.
CREATE TABLE scoring_sheet (
  id         uuid PRIMARY KEY,
  set_id     uuid NOT NULL REFERENCES criteria_set,
  unit_id    uuid NOT NULL,
  year       int  NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  starts     date NOT NULL,
  ends       date NOT NULL,
  state      text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'submitted', 'graded')),
  total      numeric(7, 2),               -- once no line is without points
  band       text,
  graded_by  text,
  version    bigint NOT NULL DEFAULT 1,
  changed_at timestamptz NOT NULL,
  UNIQUE (set_id, unit_id, year),
  CHECK (starts <= ends)
);
CREATE INDEX scoring_sheet_unit ON scoring_sheet (unit_id, year);
CREATE TABLE scoring_line (
  sheet_id    uuid NOT NULL REFERENCES scoring_sheet ON DELETE CASCADE,
  unit_id     uuid NOT NULL,
  code        text NOT NULL,
  value       numeric(20, 4),             -- as the unit says it, or as facts do
  claimed     numeric(7, 2),
  note        text,
  numerator   numeric(20, 4),             -- the facts behind a computed value
  denominator numeric(20, 4),
  points      numeric(7, 2),
  remark      text,
  given_by    text,
  PRIMARY KEY (sheet_id, code)
);
-- An objection to the points of one line, decided once, by somebody else than who gave them.
CREATE TABLE scoring_appeal (
  id          uuid PRIMARY KEY,
  sheet_id    uuid NOT NULL REFERENCES scoring_sheet,
  unit_id     uuid NOT NULL,
  code        text NOT NULL,
  reason      text NOT NULL,
  made_by     text NOT NULL,
  made_at     timestamptz NOT NULL,
  before      numeric(7, 2) NOT NULL,
  granted     boolean,
  points      numeric(7, 2),
  answer      text,
  decided_by  text,
  decided_at  timestamptz,
  UNIQUE (sheet_id, code),
  CHECK ((granted IS NULL) = (decided_at IS NULL)),
  CHECK ((granted IS TRUE) = (points IS NOT NULL))
);
CALL doanket.scope_by_unit('scoring_sheet');
CALL doanket.scope_by_unit('scoring_line');
CALL doanket.scope_by_unit('scoring_appeal');
REVOKE DELETE, TRUNCATE ON scoring_sheet, scoring_line, scoring_appeal FROM doanket_app;

-- What a scale makes of a value: the most points of the steps that it has reached.
CREATE FUNCTION scale_points(scale jsonb, reached numeric) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT CASE WHEN reached IS NOT NULL THEN coalesce((SELECT max((step->>'points')::numeric) FROM jsonb_array_elements(scale) AS step
            WHERE (step->>'from')::numeric <= reached), 0) END $$;

-- Total and band follow from the lines, wherever these were written.
CREATE FUNCTION sum_up_sheets(sheets uuid[]) RETURNS void LANGUAGE sql AS $$
  UPDATE scoring_sheet s SET total = t.total, band = (SELECT b.code FROM criteria_band b WHERE b.set_id = s.set_id AND b.from_points <= t.total
                                                       ORDER BY b.from_points DESC LIMIT 1)
    FROM (SELECT l.sheet_id, CASE WHEN bool_and(l.points IS NOT NULL) THEN sum(l.points) END AS total FROM scoring_line l
           WHERE l.sheet_id = ANY (sheets) GROUP BY l.sheet_id) t
   WHERE s.id = t.sheet_id
$$;

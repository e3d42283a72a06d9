-- Firms without a union (R4), as the union that looks after them lists them, cluster by cluster. A list holds from its day until the next
-- of the same union; one that frozen statistics have counted is not written over.

-- What a union looks after together: an industrial park, a row of streets (cụm). Units say it of themselves on their card.
ALTER TABLE unit_card ADD COLUMN cluster text;

CREATE TABLE firm_list (
  id          uuid PRIMARY KEY,
  unit_id     uuid NOT NULL REFERENCES unit,
  as_of       date NOT NULL,
  firms       int NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  UNIQUE (unit_id, as_of)
);
CALL doanket.scope_by_unit('firm_list');

CREATE TABLE firm (
  list_id uuid NOT NULL REFERENCES firm_list ON DELETE CASCADE,
  number  int NOT NULL,
  cluster text NOT NULL,
  name    text NOT NULL,
  code    text,            -- for taxes
  workers int CHECK (workers >= 0),
  address text,
  note    text,
  PRIMARY KEY (list_id, number)
);
ALTER TABLE firm ENABLE ROW LEVEL SECURITY;
ALTER TABLE firm FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON firm TO doanket_app USING (EXISTS (SELECT FROM firm_list l WHERE l.id = list_id));
CREATE POLICY background ON firm TO doanket_worker USING (true);

CREATE FUNCTION firm_lists_on(day date) RETURNS SETOF firm_list LANGUAGE sql STABLE AS $$
  SELECT DISTINCT ON (unit_id) * FROM firm_list WHERE as_of <= day ORDER BY unit_id, as_of DESC
$$;

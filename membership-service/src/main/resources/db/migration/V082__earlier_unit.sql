-- What goes to another unit when its own ends (a team, an opening): where it was before, so that any day can be asked for. A row's id is nobody
-- else's, so that one table does for all of them.
CREATE TABLE earlier_unit (
  row_id  uuid NOT NULL,
  until   date NOT NULL,                          -- the first day on which it was elsewhere
  unit_id uuid NOT NULL REFERENCES unit,
  PRIMARY KEY (row_id, until)
);
CALL doanket.scope_by_unit('earlier_unit');
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON earlier_unit FROM doanket_app;

-- @param now where it is
CREATE FUNCTION unit_on(day date, of_row uuid, now uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT e.unit_id FROM earlier_unit e WHERE e.row_id = of_row AND e.until > day ORDER BY e.until LIMIT 1), now)
$$;

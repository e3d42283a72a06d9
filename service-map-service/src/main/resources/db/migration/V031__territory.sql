-- How far a service point may lie outside the outlines of its unit's territory and still be taken for one inside.
CREATE TABLE territory_rule (
  valid_from date PRIMARY KEY,
  metres     int NOT NULL CHECK (metres >= 0),
  citation   text NOT NULL,
  verified   boolean NOT NULL
);
INSERT INTO territory_rule (valid_from, metres, citation, verified) VALUES
  ('2020-01-01', 100, 'Doanket''s own: published outlines are simplified by some ten metres, and a door on the border street has two sides', true);
REVOKE INSERT, UPDATE, DELETE ON territory_rule FROM doanket_app;

-- Rows of an import that no outline could be held against: they went through unchecked.
ALTER TABLE point_import ADD territory_unknown int NOT NULL DEFAULT 0;

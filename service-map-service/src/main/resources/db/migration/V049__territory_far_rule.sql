-- Of a territory whose outline nobody entered those of the areas below it speak, or of a unit above. They may lack some: only what is far off all of them is refused.
CREATE TABLE territory_far_rule (
  valid_from date PRIMARY KEY,
  metres     int NOT NULL CHECK (metres >= 0),
  citation   text NOT NULL,
  verified   boolean NOT NULL
);
INSERT INTO territory_far_rule (valid_from, metres, citation, verified) VALUES
  ('2020-01-01', 50000, 'Doanket''s own: the other end of a province whose table is entered in part is no farther from the part that is', false);
REVOKE INSERT, UPDATE, DELETE ON territory_far_rule FROM doanket_app;

-- When rows of a file lie off all streets: which are told as such, and of what share of them the whole file is doubted.
CREATE TABLE off_street_rule (
  valid_from date PRIMARY KEY,
  metres     int NOT NULL CHECK (metres > 0),
  share      numeric(3, 2) NOT NULL CHECK (share > 0 AND share <= 1),
  citation   text NOT NULL,
  verified   boolean NOT NULL
);
INSERT INTO off_street_rule (valid_from, metres, share, citation, verified) VALUES
  ('2020-01-01', 100, 0.25, 'Doanket''s own: a door is within 100 m of a street as circles are counted; Chinese data moves by 100 to 700 m where its datum is named wrongly', false);
REVOKE INSERT, UPDATE, DELETE ON off_street_rule FROM doanket_app;
ALTER TABLE point_import ADD near_streets int NOT NULL DEFAULT 0, ADD off_street int NOT NULL DEFAULT 0, ADD street_warning boolean NOT NULL DEFAULT false;
ALTER TABLE point_import_row ADD street_metres int;

-- How far the streets of an extract may carry the people of an area. What they do not carry is told as unplaced, and not heaped on the few cells that there are.
CREATE TABLE spread_rule (
  valid_from           date PRIMARY KEY,
  most_people_km2      int NOT NULL CHECK (most_people_km2 > 0),
  least_street_km      numeric(6, 2) NOT NULL CHECK (least_street_km >= 0),
  least_street_metres  numeric(6, 2) NOT NULL CHECK (least_street_metres >= 0),
  citation             text NOT NULL,
  verified             boolean NOT NULL
);
INSERT INTO spread_rule (valid_from, most_people_km2, least_street_km, least_street_metres, citation, verified) VALUES
  ('2020-01-01', 100000, 1, 1, 'Doanket''s own: the densest commune of Viet Nam''s 3,321 of 2025 has 88,324 people on a square kilometre; an area with less than 1 km '
    'of streets on a square kilometre and less than 1 m for each of its people is one of which the extract lacks most', false);
REVOKE INSERT, UPDATE, DELETE ON spread_rule FROM doanket_app;

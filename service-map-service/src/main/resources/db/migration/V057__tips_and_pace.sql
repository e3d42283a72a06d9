-- How few persons are too few to tell of is a rule that a federation sets as the others. It may ask for more, never for fewer than ten.
CREATE TABLE tip_rule (
  id            uuid PRIMARY KEY,
  valid_from    date NOT NULL,
  people        int NOT NULL CHECK (people >= 10),
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text,
  CHECK ((cancelled_at IS NULL) = (cancelled_why IS NULL))
);
CREATE UNIQUE INDEX tip_rule_begin ON tip_rule (valid_from) WHERE cancelled_at IS NULL;
INSERT INTO tip_rule (id, valid_from, people, citation, verified) SELECT uuidv7(), valid_from, greatest(people, 10), citation, verified FROM tips.threshold;
DROP TABLE tips.threshold;

-- How slow and how fast a walk may be that somebody asks about: elders, a pram.
CREATE TABLE pace_rule (
  id            uuid PRIMARY KEY,
  valid_from    date NOT NULL,
  least_kmh     numeric(3, 1) NOT NULL CHECK (least_kmh > 0),
  most_kmh      numeric(3, 1) NOT NULL,
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text,
  CHECK (most_kmh >= least_kmh),
  CHECK ((cancelled_at IS NULL) = (cancelled_why IS NULL))
);
CREATE UNIQUE INDEX pace_rule_begin ON pace_rule (valid_from) WHERE cancelled_at IS NULL;
INSERT INTO pace_rule (id, valid_from, least_kmh, most_kmh, citation, verified) VALUES
  (uuidv7(), '2020-01-01', 2, 7, 'Doanket''s own: elders and people with a pram go at about 3 km/h, a brisk walk is 6 to 7', false);

DO $$
DECLARE rule text;
BEGIN
  FOREACH rule IN ARRAY ARRAY['tip_rule', 'pace_rule'] LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM doanket_app, doanket_worker', rule);
    EXECUTE format('REVOKE INSERT ON %I FROM doanket_worker', rule);
    EXECUTE format('GRANT UPDATE (cancelled_at, cancelled_why) ON %I TO doanket_app', rule);
  END LOOP;
END $$;

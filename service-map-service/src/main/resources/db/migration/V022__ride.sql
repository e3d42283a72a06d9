-- The ride desk of a motorbike-taxi team. Nothing of it is on a public layer: where a rider is, and who calls one, is seen by the desk's unit and
-- above. Rows carry the unit's id and no path.

CREATE TABLE ride_team (
  id            uuid PRIMARY KEY,
  unit_id       uuid NOT NULL,
  jurisdiction  text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  name          text NOT NULL,
  mode          text NOT NULL DEFAULT 'motorbike' REFERENCES travel_mode,
  offer_seconds int NOT NULL DEFAULT 45 CHECK (offer_seconds BETWEEN 5 AND 600),    -- how long a rider has to say yes
  wait_seconds  int NOT NULL DEFAULT 900 CHECK (wait_seconds BETWEEN 60 AND 7200),  -- how long a passenger is kept waiting for one
  version       bigint NOT NULL DEFAULT 1
);
CREATE INDEX ride_team_unit ON ride_team (unit_id, id);

-- What a ride costs at most; the newest row that has begun holds.
CREATE TABLE ride_fare (
  team_id      uuid NOT NULL REFERENCES ride_team,
  unit_id      uuid NOT NULL,
  valid_from   date NOT NULL,
  first_metres int    NOT NULL CHECK (first_metres >= 0),
  first_amount bigint NOT NULL CHECK (first_amount >= 0),   -- for the first metres, in minor units
  km_amount    bigint NOT NULL CHECK (km_amount >= 0),      -- for each further km
  night_from   time,
  night_to     time,
  night_percent int NOT NULL DEFAULT 0 CHECK (night_percent BETWEEN 0 AND 200),     -- on top at night
  rounded_to   bigint NOT NULL DEFAULT 1 CHECK (rounded_to > 0),                    -- up to a multiple of it
  currency     text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  citation     text NOT NULL,
  PRIMARY KEY (team_id, valid_from),
  CHECK ((night_from IS NULL) = (night_to IS NULL))
);

CREATE TABLE rider (
  team_id   uuid NOT NULL REFERENCES ride_team,
  member_id uuid NOT NULL,
  unit_id   uuid NOT NULL,
  name      text NOT NULL,
  on_duty   boolean NOT NULL DEFAULT false,
  latitude  double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision CHECK (longitude BETWEEN -180 AND 180),
  seen_at   timestamptz,
  left_on   date,
  PRIMARY KEY (team_id, member_id),
  CHECK (NOT on_duty OR latitude IS NOT NULL AND longitude IS NOT NULL)
);
CREATE INDEX rider_member ON rider (member_id);
CREATE INDEX rider_stale ON rider (seen_at) WHERE on_duty;

CREATE TABLE ride (
  id           uuid PRIMARY KEY,
  team_id      uuid NOT NULL REFERENCES ride_team,
  unit_id      uuid NOT NULL,
  channel      text NOT NULL CHECK (channel IN ('phone', 'app')),
  asked_at     timestamptz NOT NULL,
  metres       int NOT NULL,             -- of the way, as it was found when the price was agreed
  metres_method text NOT NULL CHECK (metres_method IN ('streets', 'estimate')),
  table_amount bigint NOT NULL,
  price_amount bigint NOT NULL,
  currency     text NOT NULL,
  state        text NOT NULL CHECK (state IN ('requested', 'offered', 'accepted', 'under-way', 'completed', 'cancelled', 'unserved')),
  rider_id     uuid,
  version      bigint NOT NULL DEFAULT 1,
  CHECK (price_amount BETWEEN 0 AND table_amount),
  CHECK ((state IN ('offered', 'accepted', 'under-way', 'completed')) <= (rider_id IS NOT NULL))
);
CREATE INDEX ride_unit ON ride (unit_id, id DESC);
CREATE INDEX ride_waiting ON ride (asked_at) WHERE state IN ('requested', 'offered');
CREATE INDEX ride_board ON ride (team_id) WHERE state IN ('requested', 'offered', 'accepted', 'under-way');

-- Who calls, where from and where to: under a key of the one ride, destroyed with it.
CREATE TABLE ride_passenger (
  ride_id uuid PRIMARY KEY REFERENCES ride,
  unit_id uuid NOT NULL,
  ended_at timestamptz,
  wrapped bytea NOT NULL,
  sealed  bytea NOT NULL
);
CREATE INDEX ride_passenger_age ON ride_passenger (ended_at);

-- A rider is held by one ride, whichever desk has sent him: the primary key is what keeps two desks from giving him two.
CREATE TABLE rider_hold (
  member_id uuid PRIMARY KEY,
  ride_id   uuid NOT NULL UNIQUE REFERENCES ride,
  unit_id   uuid NOT NULL
);

CREATE TABLE ride_offer (
  ride_id    uuid NOT NULL REFERENCES ride,
  number     int  NOT NULL,
  unit_id    uuid NOT NULL,
  member_id  uuid NOT NULL,
  offered_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  seconds    int NOT NULL,                -- to the passenger
  method     text NOT NULL CHECK (method IN ('streets', 'estimate')),
  answer     text CHECK (answer IN ('accepted', 'declined', 'expired', 'withdrawn')),
  PRIMARY KEY (ride_id, number)
);
CREATE UNIQUE INDEX ride_offer_open ON ride_offer (ride_id) WHERE answer IS NULL;
CREATE INDEX ride_offer_due ON ride_offer (expires_at) WHERE answer IS NULL;
CREATE INDEX ride_offer_member ON ride_offer (member_id);

-- The track of a ride's states.
CREATE TABLE ride_step (
  ride_id   uuid NOT NULL REFERENCES ride,
  number    int  NOT NULL,
  unit_id   uuid NOT NULL,
  at        timestamptz NOT NULL,
  state     text NOT NULL,
  member_id uuid,
  PRIMARY KEY (ride_id, number)
);

CREATE TABLE ride_incident (
  id      uuid PRIMARY KEY,
  ride_id uuid NOT NULL REFERENCES ride,
  unit_id uuid NOT NULL,
  at      timestamptz NOT NULL,
  kind    text NOT NULL CHECK (kind IN ('accident', 'injury', 'dispute', 'no-show', 'breakdown', 'threat', 'other')),
  note    text
);
CREATE INDEX ride_incident_ride ON ride_incident (ride_id);

INSERT INTO retention (kept, valid_from, days, citation, verified) VALUES
  ('ride-passenger', '2018-01-01', 90, 'Law 91/2025/QH15: personal data no longer than their purpose needs them; the number of days is Doanket''s own', false);

DO $$
DECLARE relation text;
BEGIN
  FOREACH relation IN ARRAY ARRAY['ride_team', 'ride_fare', 'rider', 'ride', 'ride_passenger', 'rider_hold', 'ride_offer', 'ride_step', 'ride_incident'] LOOP
    EXECUTE format('CALL doanket.scope_by_unit(%L)', relation);
  END LOOP;
END $$;
-- That somebody is held is for every desk to see, for it may not ask him; by whom is shown to none but the holder's.
CREATE POLICY held ON rider_hold FOR SELECT TO doanket_app USING (true);
-- What is written once and for all carries the unit that wrote it; it is seen with the team or the ride, also by the heir of a unit that ended.
CREATE POLICY with_team ON ride_fare FOR SELECT TO doanket_app USING (EXISTS (SELECT FROM ride_team t WHERE t.id = team_id));
DO $$
DECLARE relation text;
BEGIN
  FOREACH relation IN ARRAY ARRAY['ride_step', 'ride_incident'] LOOP
    EXECUTE format('CREATE POLICY with_ride ON %I FOR SELECT TO doanket_app USING (EXISTS (SELECT FROM ride r WHERE r.id = ride_id))', relation);
  END LOOP;
END $$;
CALL doanket.append_only('ride_step');
CALL doanket.append_only('ride_incident');
CALL doanket.append_only('ride_fare');
REVOKE DELETE ON ride_team, rider, ride, ride_offer FROM doanket_app;

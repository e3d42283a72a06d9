-- "The sign says nine to five and the door is locked." Who reports that is not kept; on which day it was told, and whether the hours said open, is.
-- Strangers cost nothing to be: so one of them alone takes only a part of a day, all of a day together never more than the day, and what counts
-- is the day on which they tell of it, not the one they name.
CREATE TABLE trust_rule (
  valid_from   date PRIMARY KEY,
  loss         numeric(3, 2) NOT NULL CHECK (loss > 0 AND loss <= 1),          -- of a day
  strangers    int NOT NULL CHECK (strangers > 0),                              -- so many without a token make a day; whoever has one makes it alone
  notice_below numeric(3, 2) NOT NULL CHECK (notice_below > 0 AND notice_below <= 1),  -- under it the owner is told
  citation     text NOT NULL,
  verified     boolean NOT NULL
);
INSERT INTO trust_rule (valid_from, loss, strangers, notice_below, citation, verified) VALUES
  ('2020-01-01', 0.25, 2, 0.60, 'Doanket''s own: each day on which people found a point closed in its hours takes a quarter of the trust, until somebody has been there; one stranger is half a day', true);
REVOKE INSERT, UPDATE, DELETE ON trust_rule FROM doanket_app;

CREATE TABLE found_closed (
  id         uuid PRIMARY KEY,
  point_id   uuid NOT NULL REFERENCES service_point,
  at         timestamptz NOT NULL,
  day        date NOT NULL,     -- of at: when the door was locked
  arrived_on date NOT NULL,     -- when it was told
  in_hours   boolean,           -- null where no hours are known
  is_known   boolean NOT NULL,  -- told with a token; whose is not kept
  -- for the index in memory, as service_point has it
  written_by xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX found_closed_point ON found_closed (point_id, at);
CREATE INDEX found_closed_written ON found_closed (written_by);
CALL doanket.append_only('found_closed');

-- So that one who tells it ten times on one day is one. A hash under a key of ours, of another name each day and for each point, and gone two days later.
CREATE TABLE found_closed_reporter (
  point_id   uuid NOT NULL REFERENCES service_point,
  arrived_on date NOT NULL,
  reporter   bytea NOT NULL,
  in_hours   boolean NOT NULL,
  PRIMARY KEY (point_id, arrived_on, reporter, in_hours)
);
CREATE INDEX found_closed_reporter_age ON found_closed_reporter (arrived_on);
INSERT INTO retention (kept, valid_from, days, citation, verified) VALUES
  ('found-closed-reporter', '2018-01-01', 2, 'Law 91/2025/QH15: personal data no longer than their purpose needs them; the number of days is Doanket''s own', false);

-- Nobody is named in them: everybody may add, and read what was told.
DO $$
DECLARE relation text;
BEGIN
  FOREACH relation IN ARRAY ARRAY['found_closed', 'found_closed_reporter'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', relation);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', relation);
    EXECUTE format('CREATE POLICY told_by_anybody ON %I FOR INSERT TO doanket_app WITH CHECK (true)', relation);
    EXECUTE format('CREATE POLICY background ON %I TO doanket_worker USING (true)', relation);
  END LOOP;
END $$;
CREATE POLICY public_map ON found_closed FOR SELECT TO doanket_app USING (true);
REVOKE UPDATE, DELETE ON found_closed_reporter FROM doanket_app;

-- What has been told of a point since somebody was last there to look, and how many whole days that takes.
CREATE FUNCTION doubts(point uuid, verified timestamptz, OUT reports bigint, OUT days bigint, OUT last_day date, OUT lost numeric)
LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(d.reports), 0)::bigint, count(*) FILTER (WHERE d.weight > 0), max(d.last_day), coalesce(sum(least(1, d.weight)), 0)
    FROM (SELECT count(*) AS reports, max(c.day) AS last_day, count(*) FILTER (WHERE c.in_hours AND c.is_known)
                 + count(*) FILTER (WHERE c.in_hours AND NOT c.is_known)::numeric
                 / (SELECT r.strangers FROM trust_rule r WHERE r.valid_from <= current_date ORDER BY r.valid_from DESC LIMIT 1) AS weight
            FROM found_closed c WHERE c.point_id = point AND c.at > coalesce(verified, '-infinity') GROUP BY c.arrived_on) d
$$;

-- 1 where nobody was disappointed, down to 0.
CREATE FUNCTION trust_of(point uuid, verified timestamptz) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT greatest(0, 1 - (doubts(point, verified)).lost
                         * (SELECT r.loss FROM trust_rule r WHERE r.valid_from <= current_date ORDER BY r.valid_from DESC LIMIT 1))
$$;

-- That a point's trust fell under the rule's value, once until somebody has been there: for its owner to see.
CREATE TABLE trust_notice (
  point_id   uuid NOT NULL REFERENCES service_point,
  noticed_at timestamptz NOT NULL,
  trust      numeric NOT NULL,
  PRIMARY KEY (point_id, noticed_at)
);
CALL doanket.append_only('trust_notice');
ALTER TABLE trust_notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE trust_notice FORCE ROW LEVEL SECURITY;
CREATE POLICY told_by_anybody ON trust_notice FOR INSERT TO doanket_app WITH CHECK (true);
CREATE POLICY public_map ON trust_notice FOR SELECT TO doanket_app USING (true);
CREATE POLICY background ON trust_notice TO doanket_worker USING (true);

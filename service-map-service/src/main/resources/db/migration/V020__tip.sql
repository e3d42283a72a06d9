-- Community-safety tips: a room of their own in the house. The schema is not public's, so no default right reaches it; a room belongs to one
-- unit, and neither the units above nor those below see into it. No row carries a path: what moves with its unit is the unit's id.

CREATE SCHEMA tips;
GRANT USAGE ON SCHEMA tips TO doanket_app, doanket_worker;

-- The unit whose very path the request's scope begins with; asked once per statement.
CREATE FUNCTION tips.room_of_caller() RETURNS uuid LANGUAGE sql STABLE AS
$$ SELECT u.id FROM public.unit_ref u WHERE u.path = doanket.scope_from() $$;

-- An intake room: tips go only where an officer has opened one. Its key opens the texts of this unit and no others.
CREATE TABLE tips.room (
  unit_id   uuid PRIMARY KEY,
  opened_on date  NOT NULL,
  wrapped   bytea NOT NULL,
  version   bigint NOT NULL DEFAULT 1
);

CREATE TABLE tips.tip_kind (
  code     text PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9-]{1,40}$'),
  label_vi text NOT NULL,
  label_en text NOT NULL,
  label_zh text NOT NULL,
  position int NOT NULL UNIQUE
);
INSERT INTO tips.tip_kind (position, code, label_vi, label_en, label_zh) VALUES
  (10, 'hot-spot',       'Tụ điểm phức tạp về trật tự',        'Trouble spot',                 '治安乱点'),
  (20, 'theft',          'Trộm cắp, cướp giật',                'Theft or robbery',             '盗窃抢夺'),
  (30, 'drugs',          'Ma túy',                             'Drugs',                        '毒品'),
  (40, 'gambling',       'Cờ bạc',                             'Gambling',                     '赌博'),
  (50, 'accident',       'Tai nạn giao thông',                 'Road accident',                '交通事故'),
  (60, 'workplace',      'Cưỡng bức, buôn người, lao động trẻ em', 'Forced labour, trafficking, child labour', '强迫劳动、拐卖、童工'),
  (70, 'other',          'Khác',                               'Other',                        '其他');

-- The id is drawn at random and the day is all that is kept of the time: nothing here lines up with the log of who called when.
CREATE TABLE tips.tip (
  id          uuid PRIMARY KEY,
  unit_id     uuid NOT NULL REFERENCES tips.room,
  kind        text NOT NULL REFERENCES tips.tip_kind,
  received_on date NOT NULL,
  state       text NOT NULL CHECK (state IN ('received', 'handed-over', 'dismissed', 'closed')),
  answer_due  boolean NOT NULL,
  version     bigint NOT NULL DEFAULT 1
);
CREATE INDEX tip_room ON tips.tip (unit_id, received_on DESC, id);

-- What was written, under the room's key; leaves when it has been kept long enough.
CREATE TABLE tips.statement (
  tip_id      uuid PRIMARY KEY REFERENCES tips.tip,
  unit_id     uuid NOT NULL,
  received_on date NOT NULL,
  sealed      bytea NOT NULL
);
CREATE INDEX statement_age ON tips.statement (received_on);

-- Who asks for an answer, and only he: under a key of this one row, destroyed with it as soon as the answer is given.
CREATE TABLE tips.source (
  tip_id      uuid PRIMARY KEY REFERENCES tips.tip,
  unit_id     uuid NOT NULL,
  received_on date NOT NULL,
  wrapped     bytea NOT NULL,
  sealed      bytea NOT NULL
);
CREATE INDEX source_age ON tips.source (received_on);

-- What was done with a tip, and when: handed over to whom, dismissed, answered, closed. Never the text, never the source.
CREATE TABLE tips.step (
  tip_id    uuid NOT NULL REFERENCES tips.tip,
  number    int  NOT NULL,
  unit_id   uuid NOT NULL,
  deed      text NOT NULL CHECK (deed IN ('handed-over', 'dismissed', 'answered', 'closed')),
  done_on   date NOT NULL,
  authority text,
  reference text,
  PRIMARY KEY (tip_id, number),
  CHECK ((deed = 'handed-over') = (authority IS NOT NULL))
);

-- What came of tips, as the officer counts it; correcting is counting the difference.
CREATE TABLE tips.outcome (
  id                uuid PRIMARY KEY,
  unit_id           uuid NOT NULL REFERENCES tips.room,
  month             date NOT NULL CHECK (extract(day FROM month) = 1),
  tips              int NOT NULL DEFAULT 0,
  hot_spots_closed  int NOT NULL DEFAULT 0,
  people_caught     int NOT NULL DEFAULT 0,
  accidents_secured int NOT NULL DEFAULT 0,
  injured_carried   int NOT NULL DEFAULT 0,
  release_id        uuid
);
CREATE INDEX outcome_held ON tips.outcome (unit_id) WHERE release_id IS NULL;

-- What may be known outside. Each is whole in itself: no count of people in it is below the threshold, and none is changed or taken back,
-- so that no difference of two publications tells of fewer people than either.
CREATE TABLE tips.release (
  id                uuid PRIMARY KEY,
  unit_id           uuid NOT NULL,
  number            int  NOT NULL,
  month             date NOT NULL,
  since             date NOT NULL,
  tips              int NOT NULL,
  hot_spots_closed  int NOT NULL,
  people_caught     int NOT NULL,
  accidents_secured int NOT NULL,
  injured_carried   int NOT NULL,
  UNIQUE (unit_id, number),
  CHECK (since <= month)
);
CREATE INDEX release_month ON tips.release (month DESC, id);

-- Who did what in the room, and why: a trail of its own, for on the general one whoever audits a province could count a quiet room's tips by its
-- entries. The purpose is sealed under the room's key.
CREATE TABLE tips.trail (
  id         uuid PRIMARY KEY,
  unit_id    uuid NOT NULL REFERENCES tips.room,
  at         timestamptz NOT NULL,
  actor      text NOT NULL,
  action     text NOT NULL,
  subject_id uuid NOT NULL,
  sealed     bytea
);
CREATE INDEX trail_room ON tips.trail (unit_id, id DESC);

-- How few are too few, dated as every rule is.
CREATE TABLE tips.threshold (
  valid_from date PRIMARY KEY,
  people     int NOT NULL CHECK (people > 1),
  citation   text NOT NULL,
  verified   boolean NOT NULL
);
INSERT INTO tips.threshold VALUES
  ('2018-01-01', 10, 'Doanket''s own word (security.md, "none published below 10 people"): no published figure may point at one rider', true);

INSERT INTO retention (kept, valid_from, days, citation, verified) VALUES
  ('tip-source', '2018-01-01', 180, 'Law 91/2025/QH15: personal data no longer than their purpose needs them; the number of days is Doanket''s own', false),
  ('tip-text',   '2018-01-01', 730, 'Law 91/2025/QH15: personal data no longer than their purpose needs them; the number of days is Doanket''s own', false);

-- One policy for each kind of statement: those who have no scope may put in, and must not come upon a policy that asks for it.
DO $$
DECLARE relation text; command text;
BEGIN
  FOREACH relation IN ARRAY ARRAY['room', 'tip', 'statement', 'source', 'step', 'outcome', 'release', 'trail'] LOOP
    EXECUTE format('ALTER TABLE tips.%I ENABLE ROW LEVEL SECURITY', relation);
    EXECUTE format('ALTER TABLE tips.%I FORCE ROW LEVEL SECURITY', relation);
    EXECUTE format('CREATE POLICY cleaning ON tips.%I TO doanket_worker USING (true)', relation);
    FOREACH command IN ARRAY ARRAY['UPDATE', 'DELETE'] LOOP
      EXECUTE format('CREATE POLICY own_%s ON tips.%I FOR %s TO doanket_app USING (unit_id = (SELECT tips.room_of_caller()))',
                     lower(command), relation, command);
    END LOOP;
  END LOOP;
  FOREACH relation IN ARRAY ARRAY['tip', 'statement', 'source', 'step', 'outcome', 'trail'] LOOP
    EXECUTE format('CREATE POLICY own_select ON tips.%I FOR SELECT TO doanket_app USING (unit_id = (SELECT tips.room_of_caller()))', relation);
  END LOOP;
  FOREACH relation IN ARRAY ARRAY['room', 'step', 'outcome', 'release', 'trail'] LOOP
    EXECUTE format('CREATE POLICY own_insert ON tips.%I FOR INSERT TO doanket_app WITH CHECK (unit_id = (SELECT tips.room_of_caller()))', relation);
  END LOOP;
END $$;
-- The door plate and what was released are for everybody. The slot in the door too: anybody may put something in, without being asked who he
-- is, and sees nothing of what lies behind it.
CREATE POLICY plate ON tips.room FOR SELECT TO doanket_app USING (true);
CREATE POLICY told ON tips.release FOR SELECT TO doanket_app USING (true);
CREATE POLICY slot ON tips.tip FOR INSERT TO doanket_app WITH CHECK (state = 'received');
CREATE POLICY slot ON tips.statement FOR INSERT TO doanket_app WITH CHECK (true);
CREATE POLICY slot ON tips.source FOR INSERT TO doanket_app WITH CHECK (true);

GRANT SELECT ON tips.tip_kind, tips.threshold, tips.room, tips.release TO doanket_app;
GRANT INSERT ON tips.room, tips.tip, tips.statement, tips.source, tips.step, tips.outcome, tips.release, tips.trail TO doanket_app;
GRANT SELECT ON tips.tip, tips.statement, tips.source, tips.step, tips.outcome, tips.trail TO doanket_app;
GRANT UPDATE (state, answer_due, version) ON tips.tip TO doanket_app;
GRANT UPDATE (version) ON tips.room TO doanket_app;
GRANT UPDATE (release_id) ON tips.outcome TO doanket_app;
GRANT DELETE ON tips.source TO doanket_app;
-- Background work cleans without reading: it sees ages, and neither text nor key.
GRANT SELECT (tip_id, received_on), DELETE ON tips.statement, tips.source TO doanket_worker;
CALL doanket.append_only('tips.step');
CALL doanket.append_only('tips.release');
CALL doanket.append_only('tips.trail');

-- Petitions: received, routed to the unit that is competent, answered, closed, opened again. No source names times for it: clocks are data.

-- Which levels answer what: the nearest unit above (or the receiving one) of one of these levels is proposed.
CREATE TABLE petition_topic (
  code      text PRIMARY KEY,
  competent text[] NOT NULL,      -- levels of units
  label_vi  text NOT NULL,
  label_en  text NOT NULL,
  label_zh  text NOT NULL,
  citation  text NOT NULL,
  verified  boolean NOT NULL
);
INSERT INTO petition_topic
SELECT code, competent, vi, en, zh, 'Doanket''s own word: sources say only that proposals are recorded and passed on', false FROM (VALUES
  ('wages-hours',   '{grass-roots}'::text[],        'Tiền lương, thời giờ làm việc', 'Wages and hours',          '工资与工时'),
  ('insurance',     '{upper,county,town}'::text[],    'Bảo hiểm',                      'Social insurance',         '社会保险'),
  ('safety',        '{grass-roots}'::text[],        'An toàn lao động',              'Safety at work',           '劳动安全'),
  ('dismissal',     '{upper,county,town}'::text[],    'Kỷ luật, sa thải',              'Discipline and dismissal', '处分与解雇'),
  ('union-affairs', '{upper,county,town}'::text[],    'Hoạt động, tài chính công đoàn', 'Affairs of the union',    '工会事务'),
  ('policy',        '{province}'::text[],          'Chính sách, pháp luật',         'Policy and law',           '政策法律'),
  ('other',         '{grass-roots}'::text[],        'Khác',                          'Other',                    '其他')) t (code, competent, vi, en, zh);
REVOKE INSERT, UPDATE, DELETE ON petition_topic FROM doanket_app;

CREATE TABLE petition (
  id             uuid PRIMARY KEY,
  unit_id        uuid NOT NULL,          -- who has it now
  received_by    uuid NOT NULL,          -- who has received it: sees to the end what becomes of it
  number         text,
  received_on    date NOT NULL,
  year           int  NOT NULL,
  channel        text NOT NULL CHECK (channel IN ('in-person', 'letter', 'phone', 'online', 'meeting')),
  topic          text NOT NULL REFERENCES petition_topic,
  subject        text NOT NULL,
  content        text NOT NULL,
  sender_kind    text NOT NULL CHECK (sender_kind IN ('person', 'group', 'unit', 'anonymous')),
  persons        int CHECK (persons > 0),
  member_id      uuid,
  sender_key     bytea,
  sender_sealed  bytea,                  -- name and how to reach him
  state          text NOT NULL CHECK (state IN ('received', 'in-hand', 'passed-on', 'answered', 'closed')),
  body           text,                   -- outside the union, where it was passed on to
  route_due      date NOT NULL,
  answer_due     date NOT NULL,
  due_by         text NOT NULL,
  routed_on      date,
  answered_on    date,
  answer         text,
  outcome        text CHECK (outcome IN ('upheld', 'partly-upheld', 'explained', 'rejected')),
  closed_on      date,
  reopen_until   date,
  reopened       int  NOT NULL DEFAULT 0,
  version        bigint NOT NULL,
  CHECK ((sender_key IS NULL) = (sender_sealed IS NULL)),
  CHECK (sender_kind <> 'anonymous' OR sender_sealed IS NULL AND member_id IS NULL)
);
CREATE INDEX petition_unit ON petition (unit_id, year);
CREATE INDEX petition_received_by ON petition (received_by, year);
CREATE INDEX petition_member ON petition (member_id) WHERE member_id IS NOT NULL;
ALTER TABLE petition ENABLE ROW LEVEL SECURITY;
ALTER TABLE petition FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON petition TO doanket_app USING (
  unit_id IN (SELECT u.id FROM unit_ref u WHERE u.path >= doanket.scope_from() AND u.path < doanket.scope_to())
  OR received_by IN (SELECT u.id FROM unit_ref u WHERE u.path >= doanket.scope_from() AND u.path < doanket.scope_to()));
CREATE POLICY background ON petition TO doanket_worker USING (true);

CREATE TABLE petition_step (
  id          uuid PRIMARY KEY,
  petition_id uuid NOT NULL REFERENCES petition,
  step        text NOT NULL,
  from_unit   uuid NOT NULL,
  to_unit     uuid,
  body        text,
  note        text,
  taken_by    text NOT NULL,
  taken_at    timestamptz NOT NULL
);
CREATE INDEX petition_step_of ON petition_step (petition_id, id);
CALL doanket.append_only('petition_step');
ALTER TABLE petition_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE petition_step FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON petition_step TO doanket_app USING (EXISTS (SELECT FROM petition p WHERE p.id = petition_id));
CREATE POLICY background ON petition_step TO doanket_worker USING (true);

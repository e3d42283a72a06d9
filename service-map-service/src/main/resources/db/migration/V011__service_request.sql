CREATE EXTENSION IF NOT EXISTS btree_gist;

-- What people ask of the union's desks. Kinds, clocks and who is competent are dated data.
CREATE TABLE request_kind (
  code     text PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9-]{1,40}$'),
  label_vi text NOT NULL,
  label_en text NOT NULL,
  label_zh text NOT NULL,
  position int NOT NULL UNIQUE
);
INSERT INTO request_kind (position, code, label_vi, label_en, label_zh) VALUES
  (10, 'legal-advice',     'Tư vấn pháp luật',        'Legal advice',       '法律咨询'),
  (20, 'job-help',         'Giới thiệu việc làm',     'Help to find a job', '就业帮扶'),
  (30, 'mutual-insurance', 'Tương trợ, bảo hiểm',     'Mutual insurance',   '互助保障'),
  (40, 'convenience',      'Dịch vụ tiện ích',        'Convenience service', '便民服务');

-- Working days from the day after it came.
CREATE TABLE request_clock (
  kind            text NOT NULL REFERENCES request_kind,
  jurisdiction    text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  valid_from      date NOT NULL,
  acceptance_days int NOT NULL CHECK (acceptance_days > 0),
  answer_days     int NOT NULL CHECK (answer_days >= acceptance_days),
  citation        text NOT NULL,
  verified        boolean NOT NULL,
  PRIMARY KEY (kind, jurisdiction, valid_from)
);
INSERT INTO request_clock (kind, jurisdiction, valid_from, acceptance_days, answer_days, citation, verified)
SELECT k.kind, j.code, '2020-01-01', 2, k.days, 'Doanket''s own until a federation names its own; Saturdays, Sundays and public holidays do not count', false
  FROM (VALUES ('legal-advice', 10), ('job-help', 15), ('mutual-insurance', 10), ('convenience', 5)) AS k (kind, days), (VALUES ('vn'), ('cn')) AS j (code);
REVOKE INSERT, UPDATE, DELETE ON request_kind, request_clock FROM doanket_app;

-- Which unit answers which kind for its own people and for all below it.
CREATE TABLE request_competence (
  id         uuid PRIMARY KEY,
  unit_id    uuid NOT NULL,
  kind       text NOT NULL REFERENCES request_kind,
  valid_from date NOT NULL,
  valid_to   date CHECK (valid_to > valid_from),
  created_by text NOT NULL,
  version    bigint NOT NULL DEFAULT 1,
  EXCLUDE USING gist (unit_id WITH =, kind WITH =, daterange(valid_from, valid_to) WITH &&)
);
CREATE INDEX request_competence_kind ON request_competence (kind, unit_id);
ALTER TABLE request_competence ENABLE ROW LEVEL SECURITY;
ALTER TABLE request_competence FORCE ROW LEVEL SECURITY;
CREATE POLICY who_answers_is_public ON request_competence FOR SELECT TO doanket_app USING (true);
CREATE POLICY add_in_scope ON request_competence FOR INSERT TO doanket_app WITH CHECK (unit_id IN (SELECT u.id FROM unit_ref u
  WHERE u.path >= doanket.scope_from() AND u.path < doanket.scope_to()));
CREATE POLICY change_in_scope ON request_competence FOR UPDATE TO doanket_app USING (unit_id IN (SELECT u.id FROM unit_ref u
  WHERE u.path >= doanket.scope_from() AND u.path < doanket.scope_to()));
CREATE POLICY background ON request_competence TO doanket_worker USING (true);
CREATE INDEX IF NOT EXISTS unit_ref_territory ON unit_ref USING gin (territory);

-- Sealed whole under a key of its own: without the key nothing of the person is left, and the counts stay.
CREATE TABLE service_request (
  id                  uuid PRIMARY KEY,
  unit_id             uuid NOT NULL,     -- who answers
  asked_unit_id       uuid NOT NULL,     -- where it was asked
  kind                text NOT NULL REFERENCES request_kind,
  administrative_unit text,
  point_id            uuid REFERENCES service_point,
  member_id           uuid,
  link_hash           bytea NOT NULL UNIQUE,
  wrapped             bytea,
  name                bytea,
  contact             bytea,
  subject             bytea,
  answer              bytea,
  rating_note         bytea,
  state               text NOT NULL CHECK (state IN ('received', 'accepted', 'answered', 'withdrawn')),
  received_at         timestamptz NOT NULL,
  accept_by           date NOT NULL,
  answer_by           date NOT NULL,
  accepted_at         timestamptz,
  answered_at         timestamptz,
  answered_on         date,
  ended_at            timestamptz,
  rating              int CHECK (rating BETWEEN 1 AND 5),
  created_at          timestamptz NOT NULL DEFAULT now(),
  version             bigint NOT NULL DEFAULT 1,
  CHECK ((state = 'answered') = (answered_on IS NOT NULL)),
  CHECK (rating IS NULL OR state = 'answered')
);
CALL doanket.scope_by_unit('service_request');
-- A link is a right: it shows the one row that it is of.
CREATE POLICY by_link ON service_request TO doanket_app USING (link_hash = decode(current_setting('doanket.request_link', true), 'hex'));
CREATE INDEX service_request_unit ON service_request (unit_id, id);
CREATE INDEX service_request_open ON service_request (answer_by) WHERE state IN ('received', 'accepted');
CREATE INDEX service_request_member ON service_request (member_id) WHERE member_id IS NOT NULL;
CREATE INDEX service_request_month ON service_request (unit_id, answered_on) WHERE answered_on IS NOT NULL;

CREATE TABLE request_step (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES service_request,
  unit_id    uuid NOT NULL,
  step       text NOT NULL CHECK (step IN ('received', 'accepted', 'forwarded', 'answered', 'withdrawn', 'rated')),
  reason     text,
  by_subject text,
  at         timestamptz NOT NULL
);
CREATE INDEX request_step_request ON request_step (request_id, id);
CALL doanket.append_only('request_step');

CREATE TABLE request_attachment (
  id         uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES service_request,
  media_type text NOT NULL,
  size       int NOT NULL CHECK (size > 0),
  sealed     bytea NOT NULL,
  from_desk  boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX request_attachment_request ON request_attachment (request_id, id);

-- What hangs on a request is seen by whoever sees the request: the policy of the request is the policy of these.
DO $$
DECLARE relation text;
BEGIN
  FOREACH relation IN ARRAY ARRAY['request_step', 'request_attachment'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', relation);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', relation);
    EXECUTE format('CREATE POLICY with_request ON %I TO doanket_app USING (EXISTS (SELECT FROM service_request r WHERE r.id = request_id))', relation);
    EXECUTE format('CREATE POLICY background ON %I TO doanket_worker USING (true)', relation);
  END LOOP;
END $$;
REVOKE DELETE ON service_request, request_competence FROM doanket_app;

INSERT INTO retention (kept, valid_from, days, citation, verified) VALUES
  ('service-request', '2025-01-01', 1095, 'Law 91/2025/QH15: personal data no longer than their purpose needs them; the number of days is Doanket''s own', false)
ON CONFLICT DO NOTHING;

-- Supervision and social criticism: a programme a year, in it supervisions with their team, subjects, sessions, findings and recommendations.
CREATE TABLE supervision_topic (
  code     text PRIMARY KEY,
  label_vi text NOT NULL,
  label_en text NOT NULL,
  label_zh text NOT NULL,
  citation text NOT NULL
);
INSERT INTO supervision_topic VALUES
  ('contracts',      'Hợp đồng lao động',                   'Labour contracts',            '劳动合同',       'Plan 124 (Da Nang, 2025)'),
  ('wages-hours',    'Tiền lương, thời giờ làm việc',       'Wages and hours',             '工资与工时',     'Plan 124 (Da Nang, 2025)'),
  ('health-checks',  'Khám sức khỏe',                       'Health checks',               '健康检查',       'Plan 124 (Da Nang, 2025)'),
  ('safety',         'An toàn, vệ sinh lao động',           'Safety at work',              '劳动安全卫生',   'Plan 124 (Da Nang, 2025)'),
  ('union-fund',     'Đóng kinh phí công đoàn',             'Payment of the union fund',   '工会经费缴纳',   'Plan 124 (Da Nang, 2025)'),
  ('insurance',      'Bảo hiểm xã hội, y tế, thất nghiệp',  'Social insurance',            '社会保险',       'Plan 124 (Da Nang, 2025), findings'),
  ('dialogue',       'Đối thoại, dân chủ ở cơ sở',          'Dialogue and democracy',      '协商与民主管理', 'Plan 124 (Da Nang, 2025), findings'),
  ('policies',       'Chế độ, chính sách khác',             'Other rights and policies',   '其他政策待遇',   'Plan 124 (Da Nang, 2025)');
REVOKE INSERT, UPDATE, DELETE ON supervision_topic FROM doanket_app;

CREATE TABLE supervision_programme (
  id            uuid PRIMARY KEY,
  unit_id       uuid NOT NULL,
  year          int  NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  name          text NOT NULL,
  basis         text,
  state         text NOT NULL CHECK (state IN ('draft', 'registered', 'returned', 'approved', 'closed')),
  registered_on date,
  note          text,
  decided_by    text,
  created_by    text NOT NULL,
  version       bigint NOT NULL,
  UNIQUE (unit_id, year)
);
CREATE TABLE supervision (
  id              uuid PRIMARY KEY,
  programme_id    uuid NOT NULL REFERENCES supervision_programme,
  unit_id         uuid NOT NULL,
  year            int  NOT NULL,
  name            text NOT NULL,
  plan_number     text,
  form            text NOT NULL CHECK (form IN ('visit', 'document-review', 'working-session', 'people-monitoring')),
  role            text NOT NULL CHECK (role IN ('lead', 'taking-part')),
  topics          text[] NOT NULL,
  starts          date NOT NULL,
  ends            date NOT NULL,
  self_report_due date,
  state           text NOT NULL CHECK (state IN ('planned', 'running', 'concluded', 'cancelled')),
  conclusion      text,
  concluded_on    date,
  created_by      text NOT NULL,
  version         bigint NOT NULL,
  CHECK (starts <= ends)
);
CREATE INDEX supervision_unit ON supervision (unit_id, year);
CREATE INDEX supervision_of_programme ON supervision (programme_id);
CREATE TABLE supervision_team (
  supervision_id uuid NOT NULL REFERENCES supervision,
  unit_id        uuid NOT NULL,
  position       int  NOT NULL,
  name           text NOT NULL,
  duty           text NOT NULL CHECK (duty IN ('head', 'deputy', 'secretary', 'member')),
  office         text,
  member_id      uuid,
  PRIMARY KEY (supervision_id, position)
);
CREATE INDEX supervision_team_member ON supervision_team (member_id) WHERE member_id IS NOT NULL;
CREATE TABLE supervision_subject (
  supervision_id   uuid NOT NULL REFERENCES supervision,
  unit_id          uuid NOT NULL,
  position         int  NOT NULL,
  subject_unit     uuid,
  name             text NOT NULL,
  self_reported_on date,
  PRIMARY KEY (supervision_id, position)
);
CREATE TABLE supervision_session (
  id             uuid PRIMARY KEY,
  supervision_id uuid NOT NULL REFERENCES supervision,
  unit_id        uuid NOT NULL,
  held_on        date NOT NULL,
  place          text,
  present        int CHECK (present >= 0),
  minutes        text NOT NULL,
  minutes_number text,
  written_by     text NOT NULL,
  written_at     timestamptz NOT NULL
);
CREATE INDEX supervision_session_of ON supervision_session (supervision_id, held_on);
CALL doanket.append_only('supervision_session');

CREATE TABLE finding (
  id             uuid PRIMARY KEY,
  supervision_id uuid NOT NULL REFERENCES supervision,
  unit_id        uuid NOT NULL,
  subject        int  NOT NULL,
  topic          text NOT NULL REFERENCES supervision_topic,
  kind           text NOT NULL CHECK (kind IN ('violation', 'shortcoming', 'good-practice')),
  severity       text CHECK (severity IN ('minor', 'serious', 'grave')),
  persons        int CHECK (persons >= 0),
  amount         bigint CHECK (amount >= 0),
  currency       text,
  text           text NOT NULL,
  written_by     text NOT NULL,
  written_at     timestamptz NOT NULL,
  FOREIGN KEY (supervision_id, subject) REFERENCES supervision_subject,
  CHECK ((kind = 'good-practice') = (severity IS NULL)),
  CHECK ((amount IS NULL) = (currency IS NULL))
);
CREATE INDEX finding_unit ON finding (unit_id);
CREATE INDEX finding_of ON finding (supervision_id);
CALL doanket.append_only('finding');

CREATE TABLE recommendation (
  id           uuid PRIMARY KEY,
  finding_id   uuid NOT NULL REFERENCES finding,
  unit_id      uuid NOT NULL,
  addressee    text NOT NULL,
  text         text NOT NULL,
  given_on     date NOT NULL,
  due          date NOT NULL,
  due_by       text NOT NULL,
  state        text NOT NULL CHECK (state IN ('open', 'answered', 'carried-out', 'refused')),
  answer       text,
  answered_on  date,
  carry_due    date,                   -- by when what was accepted is to be done
  carry_due_by text,
  result       text,
  result_on    date,
  people       int CHECK (people >= 0),
  amount       bigint CHECK (amount >= 0),
  currency     text,
  version      bigint NOT NULL,
  CHECK (given_on <= due),
  CHECK ((amount IS NULL) = (currency IS NULL))
);
CREATE INDEX recommendation_unit ON recommendation (unit_id, state, due);
CREATE INDEX recommendation_of ON recommendation (finding_id);

-- What a union says of a draft that it was asked about.
CREATE TABLE social_criticism (
  id          uuid PRIMARY KEY,
  unit_id     uuid NOT NULL,
  year        int  NOT NULL,
  title       text NOT NULL,
  asking_body text NOT NULL,
  received_on date NOT NULL,
  due         date NOT NULL,
  due_by      text NOT NULL,
  form        text NOT NULL CHECK (form IN ('conference', 'in-writing', 'dialogue')),
  opinion     text,
  opinion_on  date,
  outcome     text CHECK (outcome IN ('accepted', 'partly-accepted', 'not-accepted')),
  explanation text,
  outcome_on  date,
  created_by  text NOT NULL,
  version     bigint NOT NULL,
  CHECK (outcome IS NULL OR opinion IS NOT NULL)
);
CREATE INDEX social_criticism_unit ON social_criticism (unit_id, year);

CALL doanket.scope_by_unit('supervision_programme');
CALL doanket.scope_by_unit('supervision');
CALL doanket.scope_by_unit('supervision_team');
CALL doanket.scope_by_unit('supervision_subject');
CALL doanket.scope_by_unit('supervision_session');
CALL doanket.scope_by_unit('finding');
CALL doanket.scope_by_unit('recommendation');
CALL doanket.scope_by_unit('social_criticism');

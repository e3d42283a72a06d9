-- Action plans: resolution -> tasks -> targets, handed down the tree; progress is counted from facts where a target is bound to them.

-- What a target may be bound to, and where in which facts it stands (JSON pointers into their data). A row here is all that a
-- further figure of a topic that is listened to needs.
CREATE TABLE binding (
  code        text PRIMARY KEY,
  topic       text NOT NULL,
  facts       text[],                  -- null: every fact of the topic is the whole state
  unit_at     text[] NOT NULL,         -- of several pointers the first that leads to something counts
  day_at      text[] NOT NULL,         -- a day, or a month, which counts as its first day
  value_at    text[],                  -- null: each counts as one
  currency_at text[],
  void_at     text,                    -- where a value says that it does not count ...
  void_values text[] NOT NULL DEFAULT '{}',   -- ... if it is one of these
  measure     text NOT NULL CHECK (measure IN ('money', 'count')),
  monthly     boolean NOT NULL,
  label_vi    text NOT NULL,
  label_en    text NOT NULL,
  label_zh    text NOT NULL,
  CHECK ((measure = 'money') = (currency_at IS NOT NULL))
);
INSERT INTO binding VALUES
  ('dues-collected', 'finance.unit-month', '{dues-collected}', '{/unit,/unitId}', '{/month}', '{/collected/amount,/collected}',
   '{/collected/currency,/currency}', NULL, '{}', 'money', true,
   'Đoàn phí đã thu', 'Dues collected', '已收会费'),
  ('members-admitted', 'membership.member', NULL, '{/unitId,/unit}', '{/since}', NULL, NULL, '/status', '{import-undone}', 'count', false,
   'Đoàn viên mới kết nạp', 'Members admitted', '新发展会员');

-- What the facts said, one row for each thing that counts: the newest word on it, whatever the order in which the words came.
-- Only the unit's id: where a unit stands is asked when the figure is read.
CREATE TABLE counted_fact (
  binding  text NOT NULL REFERENCES binding,
  source   uuid NOT NULL,
  currency text NOT NULL DEFAULT '',
  unit_id  uuid NOT NULL,
  day      date NOT NULL,
  value    bigint NOT NULL,
  version  bigint NOT NULL,
  fact_id  uuid NOT NULL,
  fact     text NOT NULL,
  at       timestamptz NOT NULL,
  PRIMARY KEY (binding, source, currency)
);
CREATE INDEX counted_fact_unit ON counted_fact (binding, unit_id, day) INCLUDE (currency, value, at);

CREATE TABLE action_plan (
  id         uuid PRIMARY KEY,
  unit_id    uuid NOT NULL,
  name       text NOT NULL,
  basis      text,
  year       int  NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  starts     date NOT NULL,
  ends       date NOT NULL,
  version    bigint NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  CHECK (starts <= ends)
);
CREATE INDEX action_plan_unit ON action_plan (unit_id, year);
CREATE TABLE plan_task (
  plan_id     uuid NOT NULL REFERENCES action_plan ON DELETE CASCADE,
  position    int  NOT NULL,
  title       text NOT NULL,
  due         date,
  responsible text,
  PRIMARY KEY (plan_id, position)
);
CREATE TABLE target (
  id              uuid PRIMARY KEY,
  plan_id         uuid NOT NULL REFERENCES action_plan,
  unit_id         uuid NOT NULL,
  task            int,
  code            text NOT NULL,
  title           text NOT NULL,
  unit_of_measure text NOT NULL,
  direction       text NOT NULL CHECK (direction IN ('up', 'down')),
  aggregation     text NOT NULL CHECK (aggregation IN ('sum', 'ratio', 'last')),
  planned         numeric(20, 4) NOT NULL,
  binding         text REFERENCES binding,
  currency        text,
  starts          date NOT NULL,
  ends            date NOT NULL,
  bound_unit      uuid NOT NULL,       -- facts of this unit and all below it count
  parent_id       uuid REFERENCES target,
  offered         boolean NOT NULL,
  version         bigint NOT NULL,
  UNIQUE (plan_id, code),
  UNIQUE (plan_id, parent_id),
  UNIQUE (unit_id, parent_id),         -- a share that stood in two plans of a unit would count twice above
  CHECK (starts <= ends),
  CHECK (binding IS NULL OR aggregation = 'sum')
);
CREATE INDEX target_unit ON target (unit_id);
CREATE INDEX target_parent ON target (parent_id) WHERE parent_id IS NOT NULL;

-- Typed progress. Of several reports for one day the newest counts; none is ever changed.
CREATE TABLE progress_report (
  id          uuid PRIMARY KEY,
  target_id   uuid NOT NULL REFERENCES target,
  unit_id     uuid NOT NULL,
  day         date NOT NULL,
  value       numeric(20, 4),
  numerator   numeric(20, 4),
  denominator numeric(20, 4),
  note        text,
  reported_by text NOT NULL,
  reported_at timestamptz NOT NULL,
  CHECK ((value IS NULL) = (numerator IS NOT NULL)),
  CHECK ((numerator IS NULL) = (denominator IS NULL)),
  CHECK (denominator > 0)
);
CREATE INDEX progress_report_target ON progress_report (target_id, day, id);
CALL doanket.append_only('progress_report');

CALL doanket.scope_by_unit('action_plan');
CALL doanket.scope_by_unit('target');
CALL doanket.scope_by_unit('progress_report');
CALL doanket.scope_by_unit('counted_fact');
ALTER TABLE plan_task ENABLE ROW LEVEL SECURITY;
ALTER TABLE plan_task FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON plan_task TO doanket_app USING (EXISTS (SELECT FROM action_plan p WHERE p.id = plan_id));
CREATE POLICY background ON plan_task TO doanket_worker USING (true);
REVOKE INSERT, UPDATE, DELETE ON binding, counted_fact FROM doanket_app;

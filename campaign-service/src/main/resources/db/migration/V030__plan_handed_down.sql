-- Plans handed down with shares that add up, adopted by each unit; where a target should be by now; reports of half-years and years.

ALTER TABLE action_plan ADD state text NOT NULL DEFAULT 'adopted' CHECK (state IN ('handed-down', 'adopted')),
  ADD handed_from uuid REFERENCES action_plan, ADD act_number text, ADD adopted_on date;
CREATE UNIQUE INDEX action_plan_handed_from ON action_plan (handed_from, unit_id);

-- What each unit below is to reach of a target. Of a ratio also how much it is measured on: percentages alone do not add up.
CREATE TABLE target_allocation (
  target_id uuid NOT NULL REFERENCES target,
  unit_id   uuid NOT NULL,
  planned   numeric(20, 4) NOT NULL CHECK (planned >= 0),
  base      numeric(20, 4) CHECK (base > 0),
  PRIMARY KEY (target_id, unit_id)
);
ALTER TABLE target ADD kept numeric(20, 4) NOT NULL DEFAULT 0 CHECK (kept >= 0), ADD kept_base numeric(20, 4) CHECK (kept_base > 0);
CALL doanket.scope_by_unit('target_allocation');

-- From which percent of what should be there by now a target is amber, and from which green.
CREATE TABLE light_rule (
  jurisdiction text NOT NULL,
  valid_from   date NOT NULL,
  amber_from   numeric(6, 2) NOT NULL,
  green_from   numeric(6, 2) NOT NULL,
  citation     text NOT NULL,
  verified     boolean NOT NULL,
  PRIMARY KEY (jurisdiction, valid_from),
  CHECK (0 < amber_from AND amber_from <= green_from)
);
INSERT INTO light_rule VALUES
  ('vn', '2020-01-01', 75, 95, 'Doanket''s own word: no official threshold was found', false),
  ('cn', '2020-01-01', 75, 95, 'Doanket''s own word: no official threshold was found', false);

-- Up to which day a report tells, and how many days later it is due, where no unit above has set days of its own.
CREATE TABLE reporting_rule (
  jurisdiction text NOT NULL,
  period       text NOT NULL CHECK (period IN ('half-year', 'year')),
  valid_from   date NOT NULL,
  cut_off      text NOT NULL CHECK (cut_off ~ '^\d\d-\d\d$'),   -- month and day
  due_after    int  NOT NULL CHECK (due_after BETWEEN 0 AND 120),
  citation     text NOT NULL,
  verified     boolean NOT NULL,
  PRIMARY KEY (jurisdiction, period, valid_from)
);
INSERT INTO reporting_rule VALUES
  ('vn', 'half-year', '2020-01-01', '06-30', 10, 'Reports every six months and yearly: Thanh Hoa action plan; the days are Doanket''s own word', false),
  ('vn', 'year',      '2020-01-01', '12-31', 10, 'Reports every six months and yearly: Thanh Hoa action plan; the days are Doanket''s own word', false),
  ('cn', 'half-year', '2020-01-01', '06-30', 10, 'Doanket''s own word', false),
  ('cn', 'year',      '2020-01-01', '12-31', 10, 'Doanket''s own word', false);
REVOKE INSERT, UPDATE, DELETE ON light_rule, reporting_rule FROM doanket_app;

-- Days that a unit has set for itself and all below it.
CREATE TABLE reporting_date (
  unit_id  uuid NOT NULL,
  year     int  NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  period   text NOT NULL CHECK (period IN ('half-year', 'year')),
  cut_off  date NOT NULL,
  due      date NOT NULL CHECK (due >= cut_off),
  citation text NOT NULL,
  set_by   text NOT NULL,
  set_at   timestamptz NOT NULL,
  version  bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (unit_id, year, period)
);
CALL doanket.scope_by_unit('reporting_date');

CREATE TABLE plan_report (
  id           uuid PRIMARY KEY,
  plan_id      uuid NOT NULL REFERENCES action_plan,
  unit_id      uuid NOT NULL,
  year         int  NOT NULL,
  period       text NOT NULL CHECK (period IN ('half-year', 'year')),
  cut_off      date NOT NULL,
  due          date NOT NULL,
  state        text NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'accepted')),
  summary      text,
  difficulties text,
  proposals    text,
  note         text,
  figures_at   timestamptz NOT NULL,
  submitted_at timestamptz,
  submitted_by text,
  decided_at   timestamptz,
  decided_by   text,
  created_by   text NOT NULL,
  version      bigint NOT NULL,
  UNIQUE (plan_id, period)
);
CREATE INDEX plan_report_unit ON plan_report (unit_id, year);

-- Figures as they were when the report was drafted: what is known later does not change what was reported.
CREATE TABLE plan_report_line (
  report_id       uuid NOT NULL REFERENCES plan_report,
  unit_id         uuid NOT NULL,
  target_id       uuid NOT NULL,
  parent_id       uuid,
  position        int  NOT NULL,
  task            int,
  code            text NOT NULL,
  title           text NOT NULL,
  unit_of_measure text NOT NULL,
  aggregation     text NOT NULL,
  planned         numeric(20, 4) NOT NULL,
  actual          numeric(24, 4),
  numerator       numeric(24, 4),
  denominator     numeric(24, 4),
  percent         numeric(20, 1),
  light           text,
  forecast        numeric(24, 4),
  sources         bigint NOT NULL,
  words           text,
  PRIMARY KEY (report_id, target_id)
);
CREATE INDEX plan_report_line_parent ON plan_report_line (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE plan_reminder (
  id      uuid PRIMARY KEY,
  plan_id uuid NOT NULL REFERENCES action_plan,
  unit_id uuid NOT NULL,
  period  text NOT NULL CHECK (period IN ('half-year', 'year')),
  due     date NOT NULL,
  text    text,
  sent_by text NOT NULL,
  sent_at timestamptz NOT NULL
);
CREATE INDEX plan_reminder_plan ON plan_reminder (plan_id, period);
CREATE INDEX plan_reminder_unit ON plan_reminder (unit_id);
CALL doanket.append_only('plan_reminder');
CALL doanket.scope_by_unit('plan_report');
CALL doanket.scope_by_unit('plan_report_line');
CALL doanket.scope_by_unit('plan_reminder');

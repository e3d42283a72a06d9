-- A unit's budget of a year by report code. Nothing in it is changed: each draft and each amendment is a whole new version with its act.
CREATE TABLE budget (
  id         uuid PRIMARY KEY,
  no         bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  unit_id    uuid NOT NULL,
  year       int NOT NULL CHECK (year BETWEEN 2010 AND 2199),
  currency   text NOT NULL,
  version    bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  UNIQUE (unit_id, year)
);
CALL doanket.scope_by_unit('budget');
REVOKE DELETE ON budget FROM doanket_app, doanket_worker;

CREATE TABLE budget_version (
  id           uuid PRIMARY KEY,
  budget_id    uuid NOT NULL REFERENCES budget,
  no           int NOT NULL,
  unit_id      uuid NOT NULL,
  act          text NOT NULL,
  state        text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'submitted', 'returned', 'approved')),
  made_by      text NOT NULL,
  made_at      timestamptz NOT NULL,
  submitted_by text,
  submitted_at timestamptz,
  decided_by   text CHECK (decided_by NOT IN (made_by, submitted_by)),
  decided_at   timestamptz,
  reason       text,
  UNIQUE (budget_id, no),
  CHECK ((state IN ('returned', 'approved')) = (decided_by IS NOT NULL)),
  CHECK (state <> 'returned' OR reason IS NOT NULL)
);
CALL doanket.scope_by_unit('budget_version');
REVOKE DELETE ON budget_version FROM doanket_app, doanket_worker;

CREATE TABLE budget_line (
  version_id uuid NOT NULL REFERENCES budget_version,
  code       text COLLATE "C" NOT NULL REFERENCES report_code,
  unit_id    uuid NOT NULL,
  amount     bigint NOT NULL CHECK (amount >= 0),
  PRIMARY KEY (version_id, code)
);
CALL doanket.scope_by_unit('budget_line');
CALL doanket.append_only('budget_line');

-- Shares that spending keeps to, of the year in which they begin and those after, until its last year or another row of the same name. A code counts with its
-- parts; one with a minus is taken off. Applied to unions of that level.
CREATE TABLE budget_guard (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  jurisdiction  text NOT NULL REFERENCES jurisdiction,
  name          text NOT NULL CHECK (name ~ '^[a-z0-9-]{1,40}$'),
  level         text NOT NULL,
  from_year     int NOT NULL CHECK (from_year BETWEEN 2010 AND 2199),
  to_year       int CHECK (to_year >= from_year),
  numerator     text[] NOT NULL CHECK (cardinality(numerator) BETWEEN 1 AND 20),
  denominator   text[] NOT NULL CHECK (cardinality(denominator) BETWEEN 1 AND 20),
  bound         text NOT NULL CHECK (bound IN ('min', 'max')),
  num           bigint NOT NULL CHECK (num BETWEEN 0 AND 10000),
  den           bigint NOT NULL CHECK (den BETWEEN 1 AND 10000),
  severity      text NOT NULL CHECK (severity IN ('warn', 'block')),
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text
);
CREATE UNIQUE INDEX budget_guard_begin ON budget_guard (jurisdiction, name, from_year) WHERE cancelled_at IS NULL;
INSERT INTO budget_guard (jurisdiction, name, level, from_year, numerator, denominator, bound, num, den, severity, citation, verified) VALUES
  ('vn', 'dues-pay', 'grass-roots', 2022, '{34}', '{22,-39.01}', 'max', 45, 100, 'block',
   'QD 4290/QD-TLD 2022: pay and allowances at most 45 % of the dues share; which codes count is ours', false),
  ('vn', 'dues-visits', 'grass-roots', 2022, '{31.03}', '{22,-39.01}', 'min', 40, 100, 'warn',
   'QD 4290/QD-TLD 2022: visits to members at least 40 % of the dues share; which codes count is ours', false),
  ('vn', 'dues-other', 'grass-roots', 2022, '{37}', '{22,-39.01}', 'max', 15, 100, 'warn',
   'QD 4290/QD-TLD 2022: other at most 15 % of the dues share; which codes count is ours', false),
  ('vn', 'fund-care', 'grass-roots', 2022, '{31}', '{23,-39.02}', 'min', 60, 100, 'warn', 'QD 4290/QD-TLD 2022, not seen in the text', false),
  ('vn', 'fund-propaganda', 'grass-roots', 2022, '{32}', '{23,-39.02}', 'max', 25, 100, 'warn', 'QD 4290/QD-TLD 2022, not seen in the text', false),
  ('vn', 'fund-admin', 'grass-roots', 2022, '{33}', '{23,-39.02}', 'max', 15, 100, 'warn', 'QD 4290/QD-TLD 2022, not seen in the text', false);
INSERT INTO budget_guard (jurisdiction, name, level, from_year, to_year, numerator, denominator, bound, num, den, severity, citation, verified) VALUES
  ('vn', 'all-pay', 'grass-roots', 2015, 2021, '{34}', '{22,23,-39}', 'max', 30, 100, 'warn',
   'Rule of 2015: pay at most 30 % (nld.com.vn, 2014-12-16); which codes count and the last year are ours', false),
  ('vn', 'all-admin', 'grass-roots', 2015, 2021, '{33}', '{22,23,-39}', 'max', 10, 100, 'warn',
   'Rule of 2015: administration at most 10 % (nld.com.vn, 2014-12-16); which codes count and the last year are ours', false),
  ('vn', 'all-activities', 'grass-roots', 2015, 2021, '{31,32,37}', '{22,23,-39}', 'min', 60, 100, 'warn',
   'Rule of 2015: activities 60 % (nld.com.vn, 2014-12-16), taken as the least; which codes count and the last year are ours', false);
REVOKE DELETE ON budget_guard FROM doanket_app, doanket_worker;

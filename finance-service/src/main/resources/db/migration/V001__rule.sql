-- Rules are dated data with a citation; only the machinery is code. Of the rows of one kind the latest that has begun and
-- was not cancelled holds, so there are neither gaps nor overlaps, and a cancelled future row lets the earlier one go on.

CREATE TABLE jurisdiction (
  code              text PRIMARY KEY,
  currency          text NOT NULL,
  default_dues_kind text
);
INSERT INTO jurisdiction VALUES ('vn', 'VND', NULL), ('cn', 'CNY', 'wage-income');

-- The words for a member's dues kind, and the row numbers of the decision by which some registers call them.
CREATE TABLE dues_kind (
  jurisdiction text NOT NULL REFERENCES jurisdiction,
  word         text NOT NULL,
  kind         text NOT NULL,
  PRIMARY KEY (jurisdiction, word)
);
INSERT INTO dues_kind VALUES
  ('vn', 'public-unit', 'public-unit'), ('vn', 'r1', 'public-unit'),
  ('vn', 'state-enterprise', 'state-enterprise'), ('vn', 'r2', 'state-enterprise'),
  ('vn', 'non-state-enterprise', 'non-state-enterprise'), ('vn', 'r3', 'non-state-enterprise'),
  ('vn', 'r5', 'non-state-enterprise'), ('vn', 'guild', 'guild'), ('vn', 'r4', 'guild'),
  ('vn', 'state-paid', 'state-paid'), ('vn', 'r6', 'state-paid'),
  ('cn', 'wage-income', 'wage-income'), ('cn', 'civil-servant', 'civil-servant'), ('cn', 'institution', 'institution');

-- Dues = base, cut down to a multiple of base_step, times rate, rounded half up, at most cap, at least floor. Cap and floor
-- are fractions of a parameter. 'fixed' takes the amount that was set; 'out-of-scope' ends the dues of a kind.
CREATE TABLE dues_rule (
  id              uuid PRIMARY KEY,
  no              bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  jurisdiction    text NOT NULL REFERENCES jurisdiction,
  code            text NOT NULL,
  dues_kind       text NOT NULL,
  valid_from      date NOT NULL,
  method          text NOT NULL CHECK (method IN ('rate', 'fixed', 'out-of-scope')),
  base_kind       text CHECK (base_kind IN ('si-salary', 'net-pay', 'wage')),
  base_step       bigint NOT NULL DEFAULT 1 CHECK (base_step > 0),
  rate_num        bigint CHECK (rate_num BETWEEN 0 AND 10000),
  rate_den        bigint CHECK (rate_den BETWEEN 1 AND 10000),
  cap_parameter   text,
  cap_num         bigint CHECK (cap_num BETWEEN 0 AND 10000),
  cap_den         bigint CHECK (cap_den BETWEEN 1 AND 10000),
  floor_parameter text,
  floor_num       bigint CHECK (floor_num BETWEEN 0 AND 10000),
  floor_den       bigint CHECK (floor_den BETWEEN 1 AND 10000),
  citation        text NOT NULL,
  verified        boolean NOT NULL,
  cancelled_at    timestamptz,
  cancelled_why   text,
  version         bigint NOT NULL DEFAULT 0,
  CHECK (method <> 'rate' OR (base_kind IS NOT NULL AND rate_num IS NOT NULL AND rate_den IS NOT NULL)),
  CHECK ((cap_parameter IS NULL) = (cap_num IS NULL) AND (cap_num IS NULL) = (cap_den IS NULL)),
  CHECK ((floor_parameter IS NULL) = (floor_num IS NULL) AND (floor_num IS NULL) = (floor_den IS NULL))
);
CREATE UNIQUE INDEX dues_rule_begin ON dues_rule (jurisdiction, dues_kind, valid_from) WHERE cancelled_at IS NULL;

-- Amounts that rules refer to: the base salary, regional minimum wages.
CREATE TABLE parameter (
  id            uuid PRIMARY KEY,
  jurisdiction  text NOT NULL REFERENCES jurisdiction,
  name          text NOT NULL,
  region        text NOT NULL DEFAULT '',
  valid_from    date NOT NULL,
  amount        bigint NOT NULL CHECK (amount BETWEEN 0 AND 1000000000000),
  currency      text NOT NULL,
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text,
  version       bigint NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX parameter_begin ON parameter (jurisdiction, name, region, valid_from) WHERE cancelled_at IS NULL;

-- Rules that are a bare number, and no amount of money: a multiple, a part, a month or a day of the calendar.
CREATE TABLE figure (
  id            uuid PRIMARY KEY,
  jurisdiction  text NOT NULL REFERENCES jurisdiction,
  name          text NOT NULL CHECK (name ~ '^[a-z0-9]+(-[a-z0-9]+){0,9}$'),
  valid_from    date NOT NULL,
  num           bigint NOT NULL CHECK (num BETWEEN 0 AND 10000),
  den           bigint NOT NULL DEFAULT 1 CHECK (den BETWEEN 1 AND 10000),
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text,
  version       bigint NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX figure_begin ON figure (jurisdiction, name, valid_from) WHERE cancelled_at IS NULL;

CREATE FUNCTION figure_on(of_jurisdiction text, wanted text, day date) RETURNS SETOF figure LANGUAGE sql STABLE AS $$
  SELECT * FROM figure f WHERE f.jurisdiction = of_jurisdiction AND f.name = wanted AND f.cancelled_at IS NULL AND f.valid_from <= day
   ORDER BY f.valid_from DESC LIMIT 1
$$;

-- A day of the month that many months after a month, 0 for its last.
CREATE FUNCTION day_of_month(month date, months_on int, day int) RETURNS date LANGUAGE sql IMMUTABLE AS $$
  SELECT least((month + make_interval(months => months_on))::date + CASE WHEN day = 0 THEN 31 ELSE day END - 1,
               (month + make_interval(months => months_on + 1))::date - 1)
$$;

-- What of the receipts goes to the level above, by stream: 'dues-excess' is what a unit's own higher rate brings above the common dues,
-- 'other' all other income; what goes up of neither is 0. decided_on later than valid_from is a retroactive decision.
CREATE TABLE sharing_ratio (
  id            uuid PRIMARY KEY,
  jurisdiction  text NOT NULL REFERENCES jurisdiction,
  stream        text NOT NULL CHECK (stream IN ('dues', 'fund', 'dues-excess', 'other')),
  valid_from    date NOT NULL,
  up_num        bigint NOT NULL CHECK (up_num BETWEEN 0 AND 10000),
  up_den        bigint NOT NULL CHECK (up_den BETWEEN 1 AND 10000 AND up_den >= up_num),
  decided_on    date,
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text,
  version       bigint NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX sharing_ratio_begin ON sharing_ratio (jurisdiction, stream, valid_from) WHERE cancelled_at IS NULL;

-- reason is the absence that frees (a month is freed when an absence of at least min_months covers the part of its days that the figure
-- exempt-part-of-month says), or 'below-minimum-wage', compared with the parameter of the member's region.
CREATE TABLE exemption_rule (
  id           uuid PRIMARY KEY,
  no           bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  jurisdiction text NOT NULL REFERENCES jurisdiction,
  reason       text NOT NULL CHECK (reason IN ('si-benefit', 'unpaid-leave', 'below-minimum-wage')),
  min_months   int NOT NULL DEFAULT 1 CHECK (min_months >= 0),
  valid_from   date NOT NULL,
  valid_to     date CHECK (valid_to > valid_from),
  citation     text NOT NULL,
  verified     boolean NOT NULL
);

-- Which states of a membership owe dues.
CREATE TABLE owing_status (
  status   text PRIMARY KEY,
  citation text NOT NULL,
  verified boolean NOT NULL
);
INSERT INTO owing_status VALUES ('active', 'BCH decision; China: approval by the basic committee', false);

-- Rules are the same for everybody and no secret; they are set only at the root and never deleted.
REVOKE DELETE, TRUNCATE ON jurisdiction, dues_kind, dues_rule, parameter, figure, sharing_ratio, exemption_rule, owing_status FROM doanket_app;
REVOKE INSERT, UPDATE ON jurisdiction, dues_kind, exemption_rule, owing_status FROM doanket_app;

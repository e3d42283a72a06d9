-- What a member earns is sensitive: read by treasurer and auditor only, each read on the audit trail.

-- A file as it came, until its job has read it.
CREATE TABLE upload (
  id      uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  content bytea NOT NULL
);
CALL doanket.scope_by_unit('upload');

CREATE TABLE pay_import (
  id         uuid PRIMARY KEY,
  no         bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  unit_id    uuid NOT NULL,
  month      date NOT NULL CHECK (extract(day FROM month) = 1),
  mode       text NOT NULL CHECK (mode IN ('preview', 'commit')),
  state      text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'previewed', 'committed')),
  row_count  bigint NOT NULL DEFAULT 0,
  faulty     bigint NOT NULL DEFAULT 0,
  taken      bigint NOT NULL DEFAULT 0,
  unchanged  bigint NOT NULL DEFAULT 0,
  header     text[] NOT NULL DEFAULT '{}',
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CALL doanket.scope_by_unit('pay_import');

-- Rows of a file as read; faults as codes. Kept only while faulty: the sheet that goes back is made of them.
CREATE TABLE pay_stage (
  import_no    bigint NOT NULL,
  row_no       bigint NOT NULL,
  cells        text[] NOT NULL,
  member_code  text,
  si_salary    bigint,
  net_pay      bigint,
  wage         bigint,
  fixed_amount bigint,
  wage_region  text,
  leave_kind   text,
  leave_from   date,
  leave_to     date,
  faults       text[] NOT NULL DEFAULT '{}',
  member_no    bigint,
  unit_id      uuid,
  PRIMARY KEY (import_no, row_no)
);
ALTER TABLE pay_stage ENABLE ROW LEVEL SECURITY;
ALTER TABLE pay_stage FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON pay_stage TO doanket_app USING (import_no IN (SELECT no FROM pay_import));
CREATE POLICY background ON pay_stage TO doanket_worker USING (true);
REVOKE INSERT, UPDATE, DELETE ON pay_stage FROM doanket_app;

-- A correction is a later version; the newest counts. In minor units of the jurisdiction's currency.
CREATE TABLE pay_record (
  month        date NOT NULL CHECK (extract(day FROM month) = 1),
  member_no    bigint NOT NULL,
  version      int NOT NULL,
  unit_id      uuid NOT NULL,
  si_salary    bigint CHECK (si_salary BETWEEN 0 AND 100000000000),
  net_pay      bigint CHECK (net_pay BETWEEN 0 AND 100000000000),
  wage         bigint CHECK (wage BETWEEN 0 AND 100000000000),
  fixed_amount bigint CHECK (fixed_amount BETWEEN 0 AND 100000000000),
  wage_region  text,
  import_no    bigint NOT NULL,
  PRIMARY KEY (month, member_no, version)
);
CREATE INDEX pay_record_unit ON pay_record (unit_id, month);
CALL doanket.scope_by_unit('pay_record');
CALL doanket.append_only('pay_record');

-- Time without pay. Of one kind and beginning the newest import counts; to_date is the last day, null while it goes on.
CREATE TABLE absence (
  member_no bigint NOT NULL,
  kind      text NOT NULL CHECK (kind IN ('si-benefit', 'unpaid-leave')),
  from_date date NOT NULL,
  to_date   date CHECK (to_date >= from_date),
  unit_id   uuid NOT NULL,
  import_no bigint NOT NULL,
  PRIMARY KEY (member_no, kind, from_date, import_no)
);
CALL doanket.scope_by_unit('absence');
CALL doanket.append_only('absence');
REVOKE INSERT ON pay_record, absence FROM doanket_app;

-- What a unit has resolved itself: a rate above the common one (its excess stays with the unit), or the amount that its
-- members pay where pay cannot be determined. cap_binds: whether the cap holds for the excess too; the decision is silent. Of each of the two the
-- latest that has begun and was not cancelled holds until it ends (valid_to: the first day without it); then the common dues hold again.
CREATE TABLE unit_dues (
  id           uuid PRIMARY KEY,
  no           bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  unit_id      uuid NOT NULL,
  valid_from   date NOT NULL,
  rate_num     bigint CHECK (rate_num BETWEEN 1 AND 10000),
  rate_den     bigint CHECK (rate_den BETWEEN 1 AND 10000),
  cap_binds    boolean NOT NULL DEFAULT true,
  fixed_amount bigint CHECK (fixed_amount BETWEEN 1 AND 100000000000),
  resolution   text NOT NULL,
  valid_to     date CHECK (valid_to > valid_from),
  ended_why    text,
  cancelled_at  timestamptz,
  cancelled_why text,
  CHECK ((rate_num IS NULL) = (rate_den IS NULL) AND (rate_num IS NULL) <> (fixed_amount IS NULL)),
  CHECK ((valid_to IS NULL) = (ended_why IS NULL) AND (cancelled_at IS NULL) = (cancelled_why IS NULL))
);
-- A rate and a fixed amount are two resolutions, also of one day.
CREATE UNIQUE INDEX unit_dues_begin ON unit_dues (unit_id, (rate_num IS NULL), valid_from) WHERE cancelled_at IS NULL;
CALL doanket.scope_by_unit('unit_dues');
REVOKE UPDATE, DELETE, TRUNCATE ON unit_dues FROM doanket_app, doanket_worker;
GRANT UPDATE (valid_to, ended_why, cancelled_at, cancelled_why) ON unit_dues TO doanket_app;

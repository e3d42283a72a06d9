-- What came above what was owed (3385) goes back: one asks, another agrees, the bank pays, and the line of its statement that bears the
-- reference ends it.
CREATE TABLE refund (
  id          uuid PRIMARY KEY,
  no          bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  unit_id     uuid NOT NULL,
  line_no     bigint NOT NULL REFERENCES bank_line (no),
  amount      bigint NOT NULL CHECK (amount > 0),
  currency    text NOT NULL,
  why         text NOT NULL,
  reference   text NOT NULL UNIQUE,
  state       text NOT NULL DEFAULT 'requested' CHECK (state IN ('requested', 'approved', 'refused', 'paid')),
  requested_at timestamptz NOT NULL,
  requested_by text NOT NULL,
  decided_at  timestamptz,
  decided_by  text,
  decided_why text,
  paid_line   bigint UNIQUE REFERENCES bank_line (no),
  version     bigint NOT NULL DEFAULT 0,
  CHECK ((state = 'requested') = (decided_by IS NULL)),
  CHECK (state NOT IN ('approved', 'paid') OR decided_by <> requested_by),
  CHECK ((state = 'paid') = (paid_line IS NOT NULL))
);
CREATE INDEX refund_unit ON refund (unit_id, no);
CREATE INDEX refund_line ON refund (line_no);
CALL doanket.scope_by_unit('refund');
REVOKE DELETE ON refund FROM doanket_app, doanket_worker;

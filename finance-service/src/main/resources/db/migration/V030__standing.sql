-- Up to which month a member has paid: the aggregate whose facts others hear (topic finance.standing). No row: no month yet, and
-- nothing was told. Only the worker touches it; whoever asks is answered by membership-service.
CREATE TABLE member_standing (
  member_no  bigint PRIMARY KEY REFERENCES member_ref,
  member_id  uuid NOT NULL UNIQUE,
  version    bigint NOT NULL,
  paid_up_to date CHECK (extract(day FROM paid_up_to) = 1)
);
ALTER TABLE member_standing ENABLE ROW LEVEL SECURITY;
ALTER TABLE member_standing FORCE ROW LEVEL SECURITY;
CREATE POLICY background ON member_standing TO doanket_worker USING (true);
REVOKE ALL ON member_standing FROM doanket_app;

-- The last run whose charges of the unit and month the receipts have covered whole: then each of its members has paid what that run
-- asked of him, however the unit collected it. A charge that a later run raised is covered again when the receipts catch up.
ALTER TABLE unit_month ADD COLUMN covered_run bigint;

CREATE INDEX payment_request_member ON payment_request (member_no) WHERE member_no IS NOT NULL;

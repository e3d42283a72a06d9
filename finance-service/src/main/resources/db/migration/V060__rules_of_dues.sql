-- Exemptions, the states that owe and the words for dues kinds are set like every other rule; a member's category may decide, too.

-- A rule of a category goes before the one for everybody of the same kind.
ALTER TABLE dues_rule ADD COLUMN category text;
-- Whether units may resolve a higher rate of their own for it (R5 speaks of R2 and R3 only).
ALTER TABLE dues_rule ADD COLUMN own_rate boolean NOT NULL DEFAULT false;
UPDATE dues_rule SET own_rate = true WHERE code IN ('R2', 'R3');
DROP INDEX dues_rule_begin;
CREATE UNIQUE INDEX dues_rule_begin ON dues_rule (jurisdiction, dues_kind, coalesce(category, ''), valid_from) WHERE cancelled_at IS NULL;

-- Of the rows of one reason and category that hold on a day (begun, not ended, not cancelled) the latest counts: after a temporary one
-- the lasting one holds again. 'below-minimum-wage' compares pay with the parameter named, 'category' frees those of a category.
ALTER TABLE exemption_rule
  ADD COLUMN category      text,
  ADD COLUMN parameter     text,
  ADD COLUMN ended_why     text,
  ADD COLUMN cancelled_at  timestamptz,
  ADD COLUMN cancelled_why text,
  ADD COLUMN version       bigint NOT NULL DEFAULT 0,
  DROP CONSTRAINT exemption_rule_reason_check,
  ADD CHECK (reason IN ('si-benefit', 'unpaid-leave', 'below-minimum-wage', 'category')),
  ADD CHECK ((category IS NOT NULL) = (reason = 'category'));
UPDATE exemption_rule SET parameter = 'minimum-wage' WHERE reason = 'below-minimum-wage';
ALTER TABLE exemption_rule ADD CHECK ((parameter IS NOT NULL) = (reason = 'below-minimum-wage'));
CREATE UNIQUE INDEX exemption_rule_begin ON exemption_rule (jurisdiction, reason, coalesce(category, ''), valid_from) WHERE cancelled_at IS NULL;

-- Whether a state of a membership owes dues: of a status the latest row that has begun.
CREATE TABLE owing_rule (
  id            uuid PRIMARY KEY,
  jurisdiction  text NOT NULL REFERENCES jurisdiction,
  status        text NOT NULL,
  owes          boolean NOT NULL,
  valid_from    date NOT NULL,
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text,
  version       bigint NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX owing_rule_begin ON owing_rule (jurisdiction, status, valid_from) WHERE cancelled_at IS NULL;
INSERT INTO owing_rule (id, jurisdiction, status, owes, valid_from, citation, verified) VALUES
  ('019400d5-0000-7000-8000-000000000001', 'vn', 'active', true, '2009-01-01', 'BCH decision on admission', false),
  ('019400d5-0000-7000-8000-000000000002', 'cn', 'active', true, '2009-01-01', 'approval by the basic committee', false);

-- As of today, for those who only want to know whom to ask first.
DROP TABLE owing_status;
CREATE VIEW owing_status WITH (security_invoker = true) AS
  SELECT DISTINCT status FROM (SELECT DISTINCT ON (jurisdiction, status) * FROM owing_rule
                                WHERE cancelled_at IS NULL AND valid_from <= current_date
                                ORDER BY jurisdiction, status, valid_from DESC) o WHERE owes;

ALTER TABLE dues_kind ADD COLUMN id uuid NOT NULL UNIQUE DEFAULT uuidv7(), ADD COLUMN citation text;

REVOKE DELETE, TRUNCATE ON owing_rule FROM doanket_app;
REVOKE INSERT, UPDATE, DELETE ON owing_status FROM doanket_app, doanket_worker;
GRANT INSERT, UPDATE ON exemption_rule TO doanket_app;
GRANT INSERT ON dues_kind TO doanket_app;

ALTER TABLE member_span ADD COLUMN category text;
UPDATE member_span s SET category = m.category FROM member_ref m WHERE m.no = s.member_no;

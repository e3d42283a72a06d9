-- Sub-accounts of the fund. What one unit collects for another stands in the books of both until the levels net off.
INSERT INTO account (code, kind, name_vi, name_en, name_zh) VALUES
  ('13891', 'asset', 'Kinh phí do nơi khác thu hộ', 'Fund collected elsewhere for this unit', '他处代收经费'),
  ('33831', 'liability', 'Kinh phí người sử dụng lao động nộp trước', 'Employers'' payments not allotted', '单位预缴经费'),
  ('33832', 'liability', 'Kinh phí thu hộ đơn vị khác', 'Fund collected for other units', '代收经费'),
  ('33833', 'liability', 'Kinh phí của tổ chức của người lao động', 'Fund due to workers'' organisations', '应付劳动者组织经费'),
  ('51121', 'income', 'Kinh phí được hoàn trả', 'Fund returned from above', '经费返还收入'),
  ('63921', 'expense', 'Kinh phí chuyển tổ chức của người lao động', 'Fund passed to workers'' organisations', '拨付劳动者组织经费'),
  ('63922', 'expense', 'Kinh phí hoàn trả cấp dưới', 'Fund returned to units below', '返还下级经费');
INSERT INTO elimination (code, side, account, citation) VALUES
  ('fund-returned', 'upper', '63922', 'Doanket''s own proposal'), ('fund-returned', 'lower', '51121', 'Doanket''s own proposal');

-- The rules of the fund, dated as all rules are: of a kind and employer's group the latest that has begun and was not cancelled
-- holds; a group's own before the common one (group ''). What a row says depends on its kind:
--   rate                part of the payroll that is owed a month, rounded half up
--   due                 on the days-th (0: the last) day of the month that many months after the one that is owed
--   suspension          for at most that many months one after the other, whatever the number of decisions
--   suspension-due      all of a suspended time on the days-th (0: the last) day of the month that many months after its last one
--   deferral            of the months in which it holds, for those of whose staff in social insurance that part stands idle, to the days-th
--                       (0: the last) day of the months-th month of the year
--   hand-over           part of what was held for an employer without a union that his union gets; the rest is the upper share
--   small-payer-refund  part of what went up that comes back, if a year's is below the amount
--   fine-late, fine-unpaid  from part to up_to (of fine-late: to under it) of what is due, at most the amount
--   late-fee            part of what is overdue that is added for each day
--   remedy              the principal within that many days of the decision, and interest as cited
--   reduction, waiver   that it may be decided; a waiver of the dissolved only
CREATE TABLE fund_rule (
  id             uuid PRIMARY KEY,
  no             bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  jurisdiction   text NOT NULL REFERENCES jurisdiction,
  kind           text NOT NULL CHECK (kind IN ('rate', 'due', 'suspension', 'suspension-due', 'deferral', 'hand-over', 'small-payer-refund',
                                               'fine-late', 'fine-unpaid', 'late-fee', 'remedy', 'reduction', 'waiver')),
  employer_group text NOT NULL DEFAULT '',
  valid_from     date NOT NULL,
  valid_to       date CHECK (valid_to > valid_from),
  part_num       bigint CHECK (part_num BETWEEN 0 AND 10000),
  part_den       bigint CHECK (part_den BETWEEN 1 AND 10000 AND part_den >= part_num),
  up_to_num      bigint CHECK (up_to_num BETWEEN 0 AND 10000),
  up_to_den      bigint CHECK (up_to_den BETWEEN 1 AND 10000 AND up_to_den >= up_to_num),
  months         int CHECK (months BETWEEN 0 AND 120),
  days           int CHECK (days BETWEEN 0 AND 366),
  amount         bigint CHECK (amount BETWEEN 0 AND 1000000000000),
  citation       text NOT NULL,
  verified       boolean NOT NULL,
  cancelled_at   timestamptz,
  cancelled_why  text,
  version        bigint NOT NULL DEFAULT 0,
  CHECK ((part_num IS NULL) = (part_den IS NULL) AND (up_to_num IS NULL) = (up_to_den IS NULL)),
  CHECK (kind IN ('due', 'suspension', 'suspension-due', 'remedy', 'reduction', 'waiver') OR part_num IS NOT NULL),
  CHECK (kind NOT IN ('due', 'suspension-due') OR (months IS NOT NULL AND days IS NOT NULL AND days <= 31)),
  CHECK (kind <> 'deferral' OR (months IS NOT NULL AND months BETWEEN 1 AND 12 AND days IS NOT NULL AND days <= 31)),
  CHECK (kind <> 'suspension' OR months IS NOT NULL),
  CHECK (kind NOT LIKE 'fine-%' OR up_to_num IS NOT NULL),
  CHECK (kind <> 'small-payer-refund' OR amount IS NOT NULL)
);
CREATE UNIQUE INDEX fund_rule_begin ON fund_rule (jurisdiction, kind, employer_group, valid_from) WHERE cancelled_at IS NULL;
REVOKE DELETE, TRUNCATE ON fund_rule FROM doanket_app;

INSERT INTO fund_rule (id, jurisdiction, kind, valid_from, valid_to, part_num, part_den, up_to_num, up_to_den, months, days, amount, citation, verified) VALUES
  ('019400d5-0000-7000-8000-000000000001', 'vn', 'rate', '2014-01-01', NULL, 2, 100, NULL, NULL, NULL, NULL, NULL, 'ND 191/2013/ND-CP: 2 % of the payroll for compulsory social insurance, with or without a union', true),
  ('019400d5-0000-7000-8000-000000000002', 'vn', 'rate', '2025-07-01', NULL, 2, 100, NULL, NULL, NULL, NULL, NULL, 'Law 50/2024/QH15 keeps 2 %', true),
  ('019400d5-0000-7000-8000-000000000003', 'cn', 'rate', '2009-01-01', NULL, 2, 100, NULL, NULL, NULL, NULL, NULL, '2 % of all wages (legal guides agree; text not seen)', false),
  ('019400d5-0000-7000-8000-000000000004', 'vn', 'due', '2014-01-01', NULL, NULL, NULL, NULL, NULL, 0, 0, NULL, 'Monthly, together with compulsory social insurance (ND 191/2013); the day not seen', false),
  ('019400d5-0000-7000-8000-000000000005', 'vn', 'due', '2025-07-01', NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 'Monthly, together with compulsory social insurance (CV 433/TLD-CTCD, 2025-08-29); the day not seen', false),
  ('019400d5-0000-7000-8000-000000000006', 'cn', 'due', '2009-01-01', NULL, NULL, NULL, NULL, NULL, 1, 15, NULL, 'Monthly; the day not seen', false),
  ('019400d5-0000-7000-8000-000000000007', 'vn', 'suspension', '2025-07-01', NULL, NULL, NULL, NULL, NULL, 12, NULL, NULL, 'Law 50/2024/QH15, art. 30.3: at most 12 months', true),
  ('019400d5-0000-7000-8000-000000000016', 'vn', 'suspension-due', '2025-07-01', NULL, NULL, NULL, NULL, NULL, 1, 0, NULL, 'Law 50/2024/QH15, art. 30.3: by the last day of the month after the suspension ends', true),
  ('019400d5-0000-7000-8000-000000000008', 'vn', 'hand-over', '2014-01-01', NULL, 75, 100, NULL, NULL, NULL, NULL, NULL, 'As the grass-roots share of the fund (CV 433/TLD-CTCD); what holds for money held before the founding not seen', false),
  ('019400d5-0000-7000-8000-000000000009', 'cn', 'hand-over', '2009-01-01', NULL, 60, 100, NULL, NULL, NULL, NULL, NULL, 'Preparation money: 60 % returned after the founding (legal guides agree; text not seen)', false),
  ('019400d5-0000-7000-8000-000000000010', 'cn', 'small-payer-refund', '2023-01-01', '2025-01-01', 100, 100, NULL, NULL, NULL, NULL, 1000000, 'ACFTU 47/2022 and 22/2023: the 40 % share returned in full, 2023-01-01..2024-12-31; the threshold of 10,000 yuan a year not seen', false),
  ('019400d5-0000-7000-8000-000000000014', 'vn', 'reduction', '2025-07-01', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'Law 50/2024/QH15, art. 30.2: economic difficulty or force majeure', true),
  ('019400d5-0000-7000-8000-000000000015', 'vn', 'waiver', '2025-07-01', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'Law 50/2024/QH15, art. 30.1: what the dissolved or bankrupt have not paid', true),
  ('019400d5-0000-7000-8000-000000000011', 'vn', 'fine-late', '2022-01-17', NULL, 12, 100, 15, 100, NULL, NULL, 75000000, 'ND 12/2022/ND-CP, art. 38: late, wrong amount or not for all staff: 12 % to under 15 % of what is due, for a person', true),
  ('019400d5-0000-7000-8000-000000000012', 'vn', 'fine-unpaid', '2022-01-17', NULL, 18, 100, 20, 100, NULL, NULL, 75000000, 'ND 12/2022/ND-CP, art. 38: nothing paid for anyone: 18 % to 20 % of what is due, for a person', true),
  ('019400d5-0000-7000-8000-000000000013', 'vn', 'remedy', '2022-01-17', NULL, NULL, NULL, NULL, NULL, NULL, 30, NULL, 'ND 12/2022/ND-CP: the principal within 30 days of the decision, with interest at the highest demand-deposit rate of state commercial banks at that time', true),
  ('019400d5-0000-7000-8000-000000000017', 'vn', 'rate', '2012-01-01', '2013-01-01', 1, 100, NULL, NULL, NULL, NULL, NULL, 'Fund of 2012: 1 % of the payroll of foreign-invested firms (province circular on the sharing of 2012)', true),
  ('019400d5-0000-7000-8000-000000000018', 'vn', 'rate', '2025-06-01', NULL, 0, 100, NULL, NULL, NULL, NULL, NULL, 'CV 4133/TLD-ToC, 2025-05-23: unions of state agencies, of units paid by the budget whole and of armed forces ended; no fund from 2025-06-01', true),
  ('019400d5-0000-7000-8000-000000000019', 'vn', 'deferral', '2020-01-01', '2021-01-01', 50, 100, NULL, NULL, 12, 31, NULL, 'Postponement of 2020: firms with half of their staff in social insurance or more idle could pay by 31 December; number and first day not seen', true),
  ('019400d5-0000-7000-8000-000000000020', 'vn', 'deferral', '2021-01-01', '2022-01-01', 50, 100, NULL, NULL, 12, 31, NULL, 'Postponement of 2021: firms with half of their staff in social insurance or more idle could pay by 31 December; number and first day not seen', true),
  ('019400d5-0000-7000-8000-000000000021', 'vn', 'deferral', '2023-01-01', '2024-01-01', 50, 100, NULL, NULL, 12, 31, NULL, 'Postponement of 2023: firms with half of their staff in social insurance or more idle could pay by 31 December; number and first day not seen', true),
  ('019400d5-0000-7000-8000-000000000022', 'cn', 'late-fee', '2009-01-01', NULL, 5, 10000, NULL, NULL, NULL, NULL, NULL, '0.05 % a day (general knowledge; text not seen)', false);
UPDATE fund_rule SET employer_group = 'fdi' WHERE id = '019400d5-0000-7000-8000-000000000017';
UPDATE fund_rule SET employer_group = 'state-paid' WHERE id = '019400d5-0000-7000-8000-000000000018';

CREATE FUNCTION fund_rule_on(of_jurisdiction text, wanted text, of_group text, day date) RETURNS SETOF fund_rule LANGUAGE sql STABLE AS $$
  SELECT * FROM fund_rule r
   WHERE r.jurisdiction = of_jurisdiction AND r.kind = wanted AND r.employer_group IN ('', of_group) AND r.cancelled_at IS NULL
     AND r.valid_from <= day AND (r.valid_to IS NULL OR r.valid_to > day)
   ORDER BY r.employer_group <> '' DESC, r.valid_from DESC LIMIT 1
$$;

-- What an employer said of a month; a later declaration corrects an earlier one by its difference.
CREATE TABLE fund_declaration (
  id                   uuid PRIMARY KEY,
  no                   bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  employer_no          bigint NOT NULL REFERENCES employer (no),
  unit_id              uuid NOT NULL,
  month                date NOT NULL CHECK (extract(day FROM month) = 1),
  payroll              bigint NOT NULL CHECK (payroll BETWEEN 0 AND 100000000000000),
  head_count           int NOT NULL CHECK (head_count BETWEEN 0 AND 10000000),
  organisation_members int NOT NULL CHECK (organisation_members BETWEEN 0 AND head_count),
  rule_no              bigint NOT NULL REFERENCES fund_rule (no),
  assessed             bigint NOT NULL,
  difference           bigint NOT NULL,
  currency             text NOT NULL,
  note                 text,
  recorded_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
  recorded_by          text NOT NULL
);
CREATE INDEX fund_declaration_employer ON fund_declaration (employer_no, month);
CREATE INDEX fund_declaration_unit ON fund_declaration (unit_id, no);
CALL doanket.scope_by_unit('fund_declaration');
CALL doanket.append_only('fund_declaration');

-- How a month of an employer stands. unit_id: in whose books it is owed, the union's or, while there is none, the collector's, who
-- holds it apart (held). Kept in step with declarations, decisions and payments by the statements that write those.
CREATE TABLE fund_month (
  employer_no          bigint NOT NULL REFERENCES employer (no),
  month                date NOT NULL,
  unit_id              uuid NOT NULL,
  held                 boolean NOT NULL,
  currency             text NOT NULL,
  payroll              bigint NOT NULL,
  head_count           int NOT NULL,
  organisation_members int NOT NULL,
  assessed             bigint NOT NULL,
  relieved             bigint NOT NULL DEFAULT 0,
  paid                 bigint NOT NULL DEFAULT 0,
  due_on               date NOT NULL,
  version              bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (employer_no, month)
);
CREATE INDEX fund_month_unit ON fund_month (unit_id, month);
CREATE INDEX fund_month_open ON fund_month (unit_id, due_on) WHERE assessed - relieved > paid;
CALL doanket.scope_by_unit('fund_month');
-- The union at an employer sees that a month of his is owed elsewhere, or it would declare it a second time.
CREATE POLICY union_reads ON fund_month FOR SELECT TO doanket_app USING (employer_no IN (SELECT e.no FROM employer e));
REVOKE DELETE ON fund_month FROM doanket_app, doanket_worker;

-- What was decided of an employer's months, or (employer_no null) what may be granted under an act to those who meet its criterion.
CREATE TABLE fund_decision (
  id           uuid PRIMARY KEY,
  no           bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  unit_id      uuid NOT NULL,
  employer_no  bigint REFERENCES employer (no),
  under_no     bigint REFERENCES fund_decision (no),
  kind         text NOT NULL CHECK (kind IN ('suspension', 'deferral', 'reduction', 'waiver')),
  act_number   text NOT NULL,
  decided_on   date NOT NULL,
  from_month   date NOT NULL CHECK (extract(day FROM from_month) = 1),
  to_month     date NOT NULL CHECK (extract(day FROM to_month) = 1 AND to_month >= from_month),
  due_on       date,
  part_num     bigint CHECK (part_num BETWEEN 0 AND 10000),
  part_den     bigint CHECK (part_den BETWEEN 1 AND 10000 AND part_den >= part_num),
  idle_num     bigint CHECK (idle_num BETWEEN 0 AND 10000),
  idle_den     bigint CHECK (idle_den BETWEEN 1 AND 10000 AND idle_den >= idle_num),
  staff        int,
  idle         int CHECK (idle <= staff),
  reason       text NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  recorded_by  text NOT NULL,
  revoked_at   timestamptz,
  revoked_why  text,
  CHECK ((kind = 'reduction') = (part_num IS NOT NULL)),
  CHECK (kind NOT IN ('suspension', 'deferral') OR due_on IS NOT NULL)
);
CREATE INDEX fund_decision_employer ON fund_decision (employer_no);
CREATE INDEX fund_decision_unit ON fund_decision (unit_id);
CALL doanket.scope_by_unit('fund_decision');
-- Acts are for all who grant under them, also below the unit whose act it is.
CREATE POLICY acts ON fund_decision FOR SELECT TO doanket_app USING (employer_no IS NULL);
REVOKE DELETE, UPDATE ON fund_decision FROM doanket_app, doanket_worker;
GRANT UPDATE (revoked_at, revoked_why) ON fund_decision TO doanket_app;

-- By when a month is due: by the rule, or later by what was decided of it.
CREATE FUNCTION fund_due_on(wanted bigint, of_month date) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT greatest(day_of_month(of_month, coalesce(r.months, 1), coalesce(r.days, 0)), (SELECT max(d.due_on) FROM fund_decision d
           WHERE d.employer_no = wanted AND d.kind IN ('suspension', 'deferral') AND of_month BETWEEN d.from_month AND d.to_month
             AND d.revoked_at IS NULL))
    FROM employer e LEFT JOIN LATERAL fund_rule_on(e.jurisdiction, 'due', e.employer_group, of_month) r ON true WHERE e.no = wanted
$$;

-- Money that came in from an employer, and what it paid: always the oldest months first, whatever came when. A receipt that was wrong is
-- taken back once, by one of the opposite amount.
CREATE TABLE fund_receipt (
  id          uuid PRIMARY KEY,
  no          bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  employer_no bigint NOT NULL REFERENCES employer (no),
  unit_id     uuid NOT NULL,
  amount      bigint NOT NULL CHECK (abs(amount) BETWEEN 1 AND 100000000000000),
  currency    text NOT NULL,
  day         date NOT NULL,
  source      text NOT NULL UNIQUE,
  account     text NOT NULL REFERENCES account,
  reverses_id uuid UNIQUE REFERENCES fund_receipt CHECK ((amount < 0) = (reverses_id IS NOT NULL)),
  note        text,
  booked_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  booked_by   text NOT NULL
);
CREATE INDEX fund_receipt_employer ON fund_receipt (employer_no);
CREATE INDEX fund_receipt_unit ON fund_receipt (unit_id, no);
CALL doanket.scope_by_unit('fund_receipt');
CALL doanket.append_only('fund_receipt');

CREATE TABLE fund_payment (
  no          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  employer_no bigint NOT NULL,
  month       date NOT NULL,
  unit_id     uuid NOT NULL,
  held        boolean NOT NULL,
  amount      bigint NOT NULL CHECK (amount <> 0),
  currency    text NOT NULL,
  day         date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  FOREIGN KEY (employer_no, month) REFERENCES fund_month
);
CREATE INDEX fund_payment_employer ON fund_payment (employer_no, month);
CREATE INDEX fund_payment_unit ON fund_payment (unit_id, month) WHERE NOT held;
CALL doanket.scope_by_unit('fund_payment');
CALL doanket.append_only('fund_payment');
REVOKE INSERT ON fund_payment FROM doanket_app;

-- What of the money held was handed over to the union, on the cumulative sum of what was held in one unit's books.
CREATE TABLE fund_handover (
  no          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  employer_no bigint NOT NULL REFERENCES employer (no),
  unit_id     uuid NOT NULL,
  union_id    uuid NOT NULL,
  held        bigint NOT NULL,
  given       bigint NOT NULL,
  kept        bigint NOT NULL CHECK (given <> 0 OR kept <> 0),
  rule_no     bigint NOT NULL REFERENCES fund_rule (no),
  currency    text NOT NULL,
  day         date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX fund_handover_employer ON fund_handover (employer_no);
CALL doanket.scope_by_unit('fund_handover');
CALL doanket.append_only('fund_handover');
REVOKE INSERT ON fund_handover FROM doanket_app;

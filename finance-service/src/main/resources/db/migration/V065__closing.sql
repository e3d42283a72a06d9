-- Closing the books of a unit that ended: frozen, stated as of the last day, handed over, and every balance moved to the heirs. What is
-- moved is always "all that stands in the books now", so what comes in late is moved by the same rule, and nothing is ever moved twice.

-- The rules by which a closing goes, dated as all rules are.
CREATE TABLE closing_rule (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  code          text NOT NULL CHECK (code IN ('freeze', 'heir', 'late-receipt', 'shares')),
  valid_from    date NOT NULL,
  text_vi       text NOT NULL,
  text_en       text NOT NULL,
  text_zh       text NOT NULL,
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text
);
CREATE UNIQUE INDEX closing_rule_begin ON closing_rule (code, valid_from) WHERE cancelled_at IS NULL;
INSERT INTO closing_rule (code, valid_from, text_vi, text_en, text_zh, citation, verified) VALUES
  ('freeze', '2025-01-01', 'Sổ của đơn vị đã kết thúc hoạt động chỉ nhận bút toán của việc kết thúc.',
   'The books of a unit that has ended take no entries but those of its closing.', '已终止单位的账簿只接受清算分录。',
   'Letter 4181/TLD 2025: statement as of the last day, then hand-over; which entries still come in is ours', false),
  ('heir', '2025-01-01', 'Số dư chuyển cho đơn vị kế thừa; không có thì cho cấp trên gần nhất còn hoạt động.',
   'Balances go to the successors; where there are none, to the first ancestor that still exists.', '余额移交承继单位；无承继单位的，移交最近的存续上级。',
   'Closing of the unions of state bodies, 2025: to the direct upper union, or to the province level where that ended too', true),
  ('late-receipt', '2025-01-01', 'Khoản thu sau ngày kết thúc chuyển cho đơn vị kế thừa; phần thu thừa được hoàn trả.',
   'What comes in after the end goes on to the heirs; what was not owed is refunded.', '终止后的收款转交承继单位；多收部分退还。',
   'Closing of the unions of state bodies, 2025: later receipts refunded; passing them on is ours', false),
  ('shares', '2025-01-01', 'Nhiều đơn vị kế thừa thì chia theo tỷ lệ đã duyệt hoặc theo số đoàn viên; làm tròn xuống, phần dư thuộc đơn vị đầu.',
   'Several successors share as was agreed or by members; shares are rounded down, the rest is the first one''s.', '多个承继单位按商定比例或会员人数分配；向下取整，余数归第一个。',
   'Ours: no text was found', false);
REVOKE UPDATE, DELETE, TRUNCATE ON closing_rule FROM doanket_app, doanket_worker;
GRANT UPDATE (cancelled_at, cancelled_why) ON closing_rule TO doanket_app;

-- Entries that a frozen unit's books still take, by kind: the closing's own, and what follows from money that came in late.
CREATE TABLE closing_entry_kind (
  kind text PRIMARY KEY,
  why  text NOT NULL
);
INSERT INTO closing_entry_kind VALUES
  ('closing-given', 'balances that go to the heirs'), ('closing-taken', 'balances of a unit that ended before this one'),
  ('receipt', 'the bank has the money, whoever it is for'), ('assignment', 'out of suspense: what a late receipt paid'),
  ('share-up', 'the part of a late receipt that goes up'), ('share-from-below', 'a late share of a unit below'),
  ('refund', 'what was not owed goes back'), ('fund-receipt', 'as a receipt'),
  ('fund-allotted', 'which months an employer''s late payment pays, where it came in'),
  ('fund-collected-elsewhere', 'an employer''s late payment for a month that is owed here'),
  ('fund-declared', 'what an employer declares late, or while the register still names this unit as his union'),
  ('fund-relieved', 'what an employer is let off of a month that is owed here'),
  ('fund-handed-over', 'what was held for a union that was founded'), ('fund-taken-over', 'what was held elsewhere for this union'),
  ('organisation-share', 'of a late payment the part of the workers'' organisation'),
  ('share-returned', 'what comes back of a year''s shares'), ('share-returned-below', 'the other side of it, where the upper unit ended'),
  ('true-up', 'a share of a past year put right'), ('re-share', 'a share of a past year decided anew');
REVOKE INSERT, UPDATE, DELETE ON closing_entry_kind FROM doanket_app, doanket_worker;

-- The seven parts of a hand-over.
CREATE TABLE closing_part (
  no       smallint PRIMARY KEY,
  code     text NOT NULL UNIQUE,
  name_vi  text NOT NULL,
  name_en  text NOT NULL,
  name_zh  text NOT NULL,
  by_hand  boolean NOT NULL,
  citation text NOT NULL,
  verified boolean NOT NULL
);
INSERT INTO closing_part VALUES
  (1, 'cash-and-bank', 'Tiền mặt, tiền gửi', 'Cash and bank', '现金与银行存款', false, 'Hand-over of a dissolved union: finance', true),
  (2, 'receivables', 'Các khoản phải thu', 'Receivables', '应收款', false, 'Hand-over of a dissolved union: finance', true),
  (3, 'payables', 'Các khoản phải trả', 'Payables', '应付款', false, 'Hand-over of a dissolved union: finance', true),
  (4, 'assets', 'Tài sản, vật tư', 'Assets and inventory', '资产与物资', true, 'Hand-over of a dissolved union: assets', true),
  (5, 'documents', 'Hồ sơ, con dấu, tài liệu lưu trữ', 'Records, seal and archive', '档案、印章与资料', true, 'Hand-over of a dissolved union: seal, records, archive', true),
  (6, 'open-items', 'Yêu cầu thanh toán và dòng sao kê còn mở', 'Open payment requests and bank lines', '未结付款请求与银行明细', false, 'Ours', false),
  (7, 'obligations', 'Nghĩa vụ còn lại (trợ cấp, khoản vay giới thiệu)', 'Obligations such as grants and loans', '未了义务（补助、贷款）', true, 'Ours', false);
REVOKE INSERT, UPDATE, DELETE ON closing_part FROM doanket_app, doanket_worker;

INSERT INTO account (code, kind, name_vi, name_en, name_zh) VALUES
  ('4319', 'balance', 'Số dư bàn giao khi kết thúc hoạt động', 'Handed over at the closing of a unit', '单位终止移交结余');

CREATE TABLE unit_closing (
  id                 uuid PRIMARY KEY DEFAULT uuidv7(),
  no                 bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  unit_id            uuid NOT NULL,
  ends_on            date NOT NULL,
  state              text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'no-heir', 'waiting-for-shares', 'closed', 'undoing',
                       'undo-blocked', 'undone')),
  share_method       text CHECK (share_method IN ('sole', 'entered', 'by-members')),
  shares_by          text,
  shares_approved_by text CHECK (shares_approved_by <> shares_by),
  passes             int NOT NULL DEFAULT 0,
  last_entry         bigint NOT NULL DEFAULT 0,
  obstacles          jsonb,
  job_id             uuid,
  learned_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
  closed_at          timestamptz,
  undone_at          timestamptz,
  version            bigint NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX unit_closing_alive ON unit_closing (unit_id) WHERE state <> 'undone';
CREATE INDEX unit_closing_state ON unit_closing (state);
CALL doanket.scope_by_unit('unit_closing');
REVOKE INSERT, DELETE ON unit_closing FROM doanket_app;

-- Once a minute each closed unit is asked whether anything was booked since.
CREATE INDEX journal_entry_of_unit ON journal_entry (unit_id, no);

CREATE TABLE closing_step (
  closing_id uuid NOT NULL REFERENCES unit_closing,
  no         smallint NOT NULL,
  unit_id    uuid NOT NULL,
  step       text NOT NULL,
  done_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  rows       bigint NOT NULL,
  PRIMARY KEY (closing_id, no)
);
CALL doanket.scope_by_unit('closing_step');
REVOKE INSERT, UPDATE, DELETE ON closing_step FROM doanket_app;

CREATE TABLE closing_freeze (
  unit_id    uuid PRIMARY KEY,
  closing_id uuid NOT NULL REFERENCES unit_closing
);
CALL doanket.scope_by_unit('closing_freeze');
REVOKE INSERT, UPDATE, DELETE ON closing_freeze FROM doanket_app;

-- Who gets what part: parts of the sum of all parts. The first also gets what rounding leaves.
CREATE TABLE closing_heir (
  closing_id uuid NOT NULL REFERENCES unit_closing,
  position   smallint NOT NULL,
  unit_id    uuid NOT NULL,
  heir_id    uuid NOT NULL,
  members    bigint NOT NULL,
  parts      bigint CHECK (parts BETWEEN 0 AND 1000000000),
  PRIMARY KEY (closing_id, position),
  UNIQUE (closing_id, heir_id)
);
CALL doanket.scope_by_unit('closing_heir');
REVOKE INSERT, DELETE ON closing_heir FROM doanket_app;

-- The statement as of the last day; later is what was booked for days after it before the books were frozen.
CREATE TABLE closing_balance (
  closing_id uuid NOT NULL REFERENCES unit_closing,
  unit_id    uuid NOT NULL,
  account    text NOT NULL,
  currency   text NOT NULL,
  opening    bigint NOT NULL,
  debit      bigint NOT NULL,
  credit     bigint NOT NULL,
  balance    bigint NOT NULL,
  later      bigint NOT NULL,
  PRIMARY KEY (closing_id, account, currency)
);
CALL doanket.scope_by_unit('closing_balance');
CALL doanket.append_only('closing_balance');
REVOKE INSERT ON closing_balance FROM doanket_app;

CREATE TABLE closing_item (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  no           bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  closing_id   uuid NOT NULL REFERENCES unit_closing,
  unit_id      uuid NOT NULL,
  part         smallint NOT NULL REFERENCES closing_part (no),
  what         text NOT NULL,
  ref          text,
  note         text,
  quantity     bigint CHECK (quantity BETWEEN 0 AND 1000000000000),
  amount       bigint,
  currency     text,
  entered_by   text NOT NULL,
  entered_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  withdrawn_by text,
  withdrawn_at timestamptz,
  withdrawn_why text
);
CREATE INDEX closing_item_part ON closing_item (closing_id, part, no);
CALL doanket.scope_by_unit('closing_item');
REVOKE DELETE ON closing_item FROM doanket_app, doanket_worker;

-- What was moved to which heir, account by account, pass by pass: the one place where a closing rounds, on cumulative figures.
CREATE TABLE closing_transfer (
  closing_id uuid NOT NULL REFERENCES unit_closing,
  pass       int NOT NULL,
  position   smallint NOT NULL,
  account    text NOT NULL,
  currency   text NOT NULL,
  unit_id    uuid NOT NULL,
  amount     bigint NOT NULL CHECK (amount <> 0),
  PRIMARY KEY (closing_id, pass, position, account, currency)
);
CALL doanket.scope_by_unit('closing_transfer');
CALL doanket.append_only('closing_transfer');
REVOKE INSERT ON closing_transfer FROM doanket_app;

CREATE FUNCTION refuse_frozen(unit uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the books of unit % are being closed', unit USING ERRCODE = 'DK100', CONSTRAINT = 'unit-closing',
    DETAIL = (SELECT r.citation FROM closing_rule r WHERE r.code = 'freeze' AND r.cancelled_at IS NULL AND r.valid_from <= current_date ORDER BY r.valid_from DESC LIMIT 1);
END $$;

-- Whatever way leads into the ledger, the frozen books take only what the closing needs.
CREATE FUNCTION check_frozen_entries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  frozen uuid;
BEGIN
  SELECT f.unit_id INTO frozen FROM fresh f JOIN closing_freeze z ON z.unit_id = f.unit_id
   WHERE f.kind NOT IN (SELECT k.kind FROM closing_entry_kind k) LIMIT 1;
  IF FOUND THEN
    PERFORM refuse_frozen(frozen);
  END IF;
  IF EXISTS (SELECT FROM fresh f JOIN journal_entry r ON r.no = f.reverses_no
              WHERE r.kind IN ('closing-given', 'closing-taken', 'closing-undone') AND f.kind <> 'closing-undone') THEN
    RAISE EXCEPTION 'both sides of a closing are undone together, by the counter-act' USING ERRCODE = 'DK100', CONSTRAINT = 'entry-of-closing';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER frozen_books AFTER INSERT ON journal_entry REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION check_frozen_entries();

-- Nor is anything asked for or assessed there any more.
CREATE FUNCTION check_frozen_unit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  frozen uuid;
BEGIN
  SELECT f.unit_id INTO frozen FROM fresh f JOIN closing_freeze z ON z.unit_id = f.unit_id LIMIT 1;
  IF FOUND THEN
    PERFORM refuse_frozen(frozen);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER frozen_unit AFTER INSERT ON payment_request REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION check_frozen_unit();
CREATE TRIGGER frozen_unit AFTER INSERT ON dues_run REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION check_frozen_unit();

-- Where a unit receives money. The number is sealed under the unit's key; looked up by its blind index.
CREATE TABLE bank_account (
  unit_id      uuid PRIMARY KEY,
  bank_bin     text NOT NULL CHECK (bank_bin ~ '^[0-9]{6}$'),
  sealed       bytea NOT NULL,
  blind_index  bytea NOT NULL UNIQUE,
  holder       text NOT NULL,
  version      bigint NOT NULL DEFAULT 0
);
CALL doanket.scope_by_unit('bank_account');

-- A sum asked for under a reference that finds its way back through any bank's memo.
CREATE TABLE payment_request (
  id         uuid PRIMARY KEY,
  unit_id    uuid NOT NULL,
  month      date NOT NULL CHECK (extract(day FROM month) = 1),
  stream     text NOT NULL CHECK (stream IN ('dues', 'fund')),
  member_no  bigint,
  amount     bigint NOT NULL CHECK (amount > 0),
  currency   text NOT NULL,
  reference  text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL
);
CREATE INDEX payment_request_unit ON payment_request (unit_id, month);
CALL doanket.scope_by_unit('payment_request');
CALL doanket.append_only('payment_request');

-- How a bank lays out its files: columns by heading, dates, separators. A row may hold for all (unit_id null).
CREATE TABLE bank_profile (
  code             text PRIMARY KEY,
  name             text NOT NULL,
  date_column      text NOT NULL,
  date_format      text NOT NULL,
  credit_column    text NOT NULL,
  debit_column     text,
  memo_column      text NOT NULL,
  reference_column text,
  balance_column   text,
  payer_column     text,
  payer_account_column text,
  grouping         text NOT NULL DEFAULT ','
);
INSERT INTO bank_profile VALUES
  ('generic-vn', 'CSV/XLSX, Vietnamese headings', 'Ngày giao dịch', 'dd/MM/yyyy', 'Ghi có', 'Ghi nợ', 'Nội dung', 'Số tham chiếu', 'Số dư', 'Người chuyển', 'Tài khoản chuyển', ','),
  ('generic-en', 'CSV/XLSX, English headings', 'Date', 'yyyy-MM-dd', 'Credit', 'Debit', 'Description', 'Reference', 'Balance', 'Payer', 'Payer account', ',');
REVOKE INSERT, UPDATE, DELETE ON bank_profile FROM doanket_app, doanket_worker;

CREATE TABLE bank_statement (
  id          uuid PRIMARY KEY,
  no          bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  unit_id     uuid NOT NULL,
  profile     text NOT NULL,
  state       text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'booked')),
  line_count  bigint,
  known       bigint,
  matched     bigint,
  suspended   bigint,
  debits      bigint,
  created_by  text NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now()
);
CALL doanket.scope_by_unit('bank_statement');

-- A line of the bank, once and for ever: whoever loads the same statement again changes nothing (dedup_key).
CREATE TABLE bank_line (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  no            bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  unit_id       uuid NOT NULL,
  statement_no  bigint NOT NULL,
  dedup_key     bytea NOT NULL,
  value_date    date NOT NULL,
  amount        bigint NOT NULL CHECK (amount <> 0),
  currency      text NOT NULL,
  memo          text NOT NULL,
  bank_ref      text,
  payer         text,
  payer_account text,
  payer_index   bytea,
  UNIQUE (unit_id, dedup_key)
);
CREATE INDEX bank_line_statement ON bank_line (statement_no);
CREATE INDEX bank_line_unit ON bank_line (unit_id, no);
CALL doanket.scope_by_unit('bank_line');
CALL doanket.append_only('bank_line');
REVOKE INSERT ON bank_line FROM doanket_app;

-- What a line was found to pay. surplus is what came above what was still owed: it is due back. A line without a receipt is in suspense.
CREATE TABLE receipt (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  line_no      bigint NOT NULL UNIQUE REFERENCES bank_line (no),
  unit_id      uuid NOT NULL,
  request_id   uuid,
  month        date NOT NULL,
  stream       text NOT NULL CHECK (stream IN ('dues', 'fund')),
  amount       bigint NOT NULL CHECK (amount >= 0),
  surplus      bigint NOT NULL CHECK (surplus >= 0 AND amount + surplus > 0),
  currency     text NOT NULL,
  matched_by   text NOT NULL CHECK (matched_by IN ('reference', 'reference-other-amount', 'hand')),
  booked_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  booked_by    text NOT NULL
);
CREATE INDEX receipt_unit ON receipt (unit_id, month, stream);
CREATE INDEX receipt_request ON receipt (request_id);
CALL doanket.scope_by_unit('receipt');
CALL doanket.append_only('receipt');

-- What of the cumulative receipts of a unit-month went up, step by step: the one place where shares are rounded.
CREATE TABLE income_share (
  no          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  unit_id     uuid NOT NULL,
  upper_id    uuid NOT NULL,
  month       date NOT NULL,
  stream      text NOT NULL,
  collected   bigint NOT NULL,
  ratio_id    uuid NOT NULL REFERENCES sharing_ratio,
  amount      bigint NOT NULL CHECK (amount <> 0),
  currency    text NOT NULL,
  day         date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX income_share_unit ON income_share (unit_id, month);
CALL doanket.scope_by_unit('income_share');
CALL doanket.append_only('income_share');
REVOKE INSERT ON income_share FROM doanket_app;

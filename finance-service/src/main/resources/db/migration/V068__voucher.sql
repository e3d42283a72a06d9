-- Receipts and payments by voucher (C40-BB, C41-BB): one makes it, another approves it, and only then it is in the books.
CREATE TABLE voucher (
  id         uuid PRIMARY KEY,
  no         bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  unit_id    uuid NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('receipt', 'payment')),
  day        date NOT NULL,
  account    text NOT NULL REFERENCES account,
  money      text NOT NULL REFERENCES account,
  amount     bigint NOT NULL CHECK (amount > 0),
  currency   text NOT NULL,
  purpose    text NOT NULL,
  state      text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'approved', 'refused')),
  made_by    text NOT NULL,
  made_at    timestamptz NOT NULL,
  decided_by text CHECK (decided_by <> made_by),
  decided_at timestamptz,
  reason     text,
  entry_id   uuid UNIQUE,
  CHECK ((state = 'proposed') = (decided_by IS NULL)),
  CHECK ((state = 'approved') = (entry_id IS NOT NULL))
);
CREATE INDEX voucher_unit ON voucher (unit_id, no);
CALL doanket.scope_by_unit('voucher');
REVOKE DELETE ON voucher FROM doanket_app, doanket_worker;

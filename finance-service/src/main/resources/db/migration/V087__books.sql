-- Vouchers are numbered by unit, kind and year without gaps, as they are approved into the books: so the book of cash and the paper name the
-- same one.
ALTER TABLE voucher ADD COLUMN year int, ADD COLUMN number bigint,
  ADD CHECK ((state = 'approved') = (number IS NOT NULL) AND (year IS NULL) = (number IS NULL)),
  ADD UNIQUE (unit_id, kind, year, number);
CREATE TABLE voucher_series (
  unit_id uuid NOT NULL,
  kind    text NOT NULL CHECK (kind IN ('receipt', 'payment')),
  year    int NOT NULL,
  last    bigint NOT NULL,
  PRIMARY KEY (unit_id, kind, year)
);
CALL doanket.scope_by_unit('voucher_series');
REVOKE DELETE, TRUNCATE ON voucher_series FROM doanket_app, doanket_worker;

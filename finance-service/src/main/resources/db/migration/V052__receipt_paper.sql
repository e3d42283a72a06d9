-- A receipt as paper: numbered by unit and year without gaps, for the number is drawn from a row that is locked until the paper is on
-- record. It stands as long as the booking that it was made for: when that is undone it is void, and keeps its number.
CREATE TABLE receipt_series (
  unit_id uuid NOT NULL,
  year    int NOT NULL CHECK (year BETWEEN 2000 AND 9999),
  last    bigint NOT NULL CHECK (last > 0),
  PRIMARY KEY (unit_id, year)
);
CALL doanket.scope_by_unit('receipt_series');
REVOKE DELETE ON receipt_series FROM doanket_app, doanket_worker;

CREATE TABLE receipt_paper (
  id         uuid PRIMARY KEY,
  unit_id    uuid NOT NULL,
  year       int NOT NULL,
  number     bigint NOT NULL,
  line_no    bigint NOT NULL REFERENCES bank_line (no),
  receipt_id uuid NOT NULL UNIQUE REFERENCES receipt,
  day        date NOT NULL,
  issued_at  timestamptz NOT NULL,
  issued_by  text NOT NULL,
  UNIQUE (unit_id, year, number)
);
CREATE INDEX receipt_paper_line ON receipt_paper (line_no);
CALL doanket.scope_by_unit('receipt_paper');
CALL doanket.append_only('receipt_paper');

-- What members still owe a unit that ended is its heirs' to collect: of each month the part of each heir, step by step, on cumulative sums,
-- as its balances are shared. Months and members' charges follow (unit_month.taken and handed, charge of kind 2).
CREATE TABLE closing_claim (
  no         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  closing_id uuid NOT NULL REFERENCES unit_closing,
  position   smallint NOT NULL,
  unit_id    uuid NOT NULL,
  heir_id    uuid NOT NULL,
  month      date NOT NULL,
  currency   text NOT NULL,
  amount     bigint NOT NULL,
  excess     bigint NOT NULL CHECK (amount <> 0 OR excess <> 0)
);
CREATE INDEX closing_claim_closing ON closing_claim (closing_id);
CREATE INDEX closing_claim_month ON closing_claim (unit_id, month);
CALL doanket.scope_by_unit('closing_claim');
CALL doanket.append_only('closing_claim');
REVOKE INSERT ON closing_claim FROM doanket_app;

-- Under which numbers a closing has written members' charges to its heirs.
CREATE TABLE closing_run (
  closing_id uuid NOT NULL REFERENCES unit_closing,
  unit_id    uuid NOT NULL,
  run_no     bigint NOT NULL PRIMARY KEY
);
CREATE INDEX closing_run_closing ON closing_run (closing_id);
CALL doanket.scope_by_unit('closing_run');
REVOKE INSERT, UPDATE, DELETE ON closing_run FROM doanket_app;
GRANT USAGE ON SEQUENCE dues_run_no_seq TO doanket_worker;

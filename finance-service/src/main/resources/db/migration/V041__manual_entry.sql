-- Entries by hand. Where more money leaves than the dated threshold allows one person, the entry waits for another one.
ALTER TABLE journal_entry ADD COLUMN evidence text;

INSERT INTO parameter (id, jurisdiction, name, valid_from, amount, currency, citation, verified) VALUES
  ('019400d2-0000-7000-8000-000000000041', 'vn', 'entry-alone', '2000-01-01', 2000000, 'VND',
   'Doanket''s own proposal: up to this an outgoing entry needs one person only', false),
  ('019400d2-0000-7000-8000-000000000042', 'cn', 'entry-alone', '2000-01-01', 50000, 'CNY',
   'Doanket''s own proposal: up to this an outgoing entry needs one person only', false);

CREATE TABLE entry_proposal (
  id         uuid PRIMARY KEY,
  unit_id    uuid NOT NULL,
  day        date NOT NULL,
  accounts   text[] NOT NULL,
  amounts    bigint[] NOT NULL CHECK (cardinality(amounts) = cardinality(accounts)),
  currency   text NOT NULL,
  note       text NOT NULL,
  evidence   text,
  outgoing   bigint NOT NULL CHECK (outgoing > 0),
  alone      bigint NOT NULL,
  made_by    text NOT NULL,
  made_at    timestamptz NOT NULL,
  state      text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'approved', 'refused')),
  decided_by text CHECK (decided_by <> made_by),
  decided_at timestamptz,
  reason     text,
  entry_id   uuid UNIQUE,
  CHECK ((state = 'waiting') = (decided_by IS NULL)),
  CHECK ((state = 'approved') = (entry_id IS NOT NULL))
);
CREATE INDEX entry_proposal_unit ON entry_proposal (unit_id, id);
CALL doanket.scope_by_unit('entry_proposal');
REVOKE DELETE, TRUNCATE ON entry_proposal FROM doanket_app, doanket_worker;

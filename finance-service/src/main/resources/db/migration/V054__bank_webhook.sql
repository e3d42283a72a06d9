-- Where the bank tells of money by itself. The secret is sealed under the unit's key and shown once; the one before it holds a while
-- longer after a change, so that the bank can follow. Strangers have no scope: what the bank sends is taken in by the worker's login.
CREATE TABLE bank_webhook (
  id             uuid PRIMARY KEY,
  unit_id        uuid NOT NULL UNIQUE,
  sealed         bytea NOT NULL,
  earlier        bytea,
  earlier_until  timestamptz,
  created_at     timestamptz NOT NULL,
  changed_at     timestamptz NOT NULL,
  last_heard_at  timestamptz,
  version        bigint NOT NULL DEFAULT 0
);
CALL doanket.scope_by_unit('bank_webhook');

-- What the bank has told already, by its own name for it: told again it changes nothing.
CREATE TABLE bank_webhook_event (
  unit_id     uuid NOT NULL,
  event       text NOT NULL,
  received_at timestamptz NOT NULL,
  line_no     bigint REFERENCES bank_line (no),
  PRIMARY KEY (unit_id, event)
);
CREATE INDEX bank_webhook_event_line ON bank_webhook_event (line_no);
CALL doanket.scope_by_unit('bank_webhook_event');
CALL doanket.append_only('bank_webhook_event');
REVOKE INSERT ON bank_webhook_event FROM doanket_app;

-- A line of a statement that the webhook had told before, by the key under which the statement has it: each such telling is one line.
CREATE TABLE bank_line_alias (
  unit_id   uuid NOT NULL,
  dedup_key bytea NOT NULL,
  line_no   bigint NOT NULL UNIQUE REFERENCES bank_line (no),
  PRIMARY KEY (unit_id, dedup_key)
);
CALL doanket.scope_by_unit('bank_line_alias');
CALL doanket.append_only('bank_line_alias');
REVOKE INSERT ON bank_line_alias FROM doanket_app;

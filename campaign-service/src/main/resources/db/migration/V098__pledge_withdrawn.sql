-- A promise is taken back by a word of its own. Both stand; what was given of it stays given.
CREATE TABLE movement_pledge_withdrawal (
  pledge_id    uuid PRIMARY KEY REFERENCES movement_pledge,
  unit_id      uuid NOT NULL,            -- that had promised
  reason       text NOT NULL,
  withdrawn_by text NOT NULL,
  withdrawn_at timestamptz NOT NULL
);
CALL doanket.append_only('movement_pledge_withdrawal');
CALL doanket.scope_by_unit('movement_pledge_withdrawal');

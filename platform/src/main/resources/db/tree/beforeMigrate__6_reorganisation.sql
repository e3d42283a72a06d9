-- What an act has done to the tree by its own account, to hold the replica against.
CREATE TABLE IF NOT EXISTS reorganisation_check (
  id        uuid PRIMARY KEY,
  unit_id   uuid NOT NULL,          -- all that was reorganised stood below it
  effective date NOT NULL,
  moved     bigint NOT NULL,        -- with those that were carried along
  ended     bigint NOT NULL,
  heard_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  agreed_at timestamptz             -- null: the replica does not have all of it yet
);
CREATE INDEX IF NOT EXISTS reorganisation_check_open ON reorganisation_check (heard_at) WHERE agreed_at IS NULL;
REVOKE ALL ON reorganisation_check FROM doanket_app;

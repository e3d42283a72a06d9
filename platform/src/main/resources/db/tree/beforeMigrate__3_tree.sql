-- The replica of the unit tree, fed by the facts of membership-service. Every scope check and subtree tally stands on it.
-- membership-service owns the units and does not run this script: there unit_ref and unit_placement are views.

CREATE TABLE IF NOT EXISTS unit_ref (
  id           uuid PRIMARY KEY,
  code         text NOT NULL UNIQUE,
  name         text NOT NULL,
  search_name  text NOT NULL,
  kind         text NOT NULL,
  level        text NOT NULL,
  jurisdiction text NOT NULL,
  parent_id    uuid,
  path         text COLLATE "C" NOT NULL UNIQUE,
  valid_from   date NOT NULL,
  valid_to     date,
  successors   uuid[] NOT NULL DEFAULT '{}',
  territory    text[] NOT NULL DEFAULT '{}',
  version      bigint NOT NULL
);
CREATE INDEX IF NOT EXISTS unit_ref_parent ON unit_ref (parent_id);

-- Where a unit stood when, for answers as of a day.
CREATE TABLE IF NOT EXISTS unit_placement (
  unit_id    uuid NOT NULL,
  path       text COLLATE "C" NOT NULL,
  parent_id  uuid,
  valid_from date NOT NULL,
  valid_to   date,
  PRIMARY KEY (unit_id, valid_from)
);
CREATE INDEX IF NOT EXISTS unit_placement_path ON unit_placement (path);

REVOKE INSERT, UPDATE, DELETE ON unit_ref, unit_placement FROM doanket_app;

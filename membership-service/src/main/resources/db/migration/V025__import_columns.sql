-- What the columns of a source are called, once somebody has said so: the next sheet of that source is read the same way.

CREATE TABLE roster_mapping (
  unit_id     uuid NOT NULL REFERENCES unit,
  source      text COLLATE "C" NOT NULL,
  heading     text NOT NULL,                 -- in the search form
  field       text,                          -- null: passed over, whatever its heading says
  recorded_at timestamptz NOT NULL DEFAULT now(),
  recorded_by text NOT NULL,
  PRIMARY KEY (unit_id, source, heading)
);
CALL doanket.scope_by_unit('roster_mapping');
REVOKE DELETE ON roster_mapping FROM doanket_app;

-- Rows about members who stand in another unit of the importer's subtree.
ALTER TABLE roster_import ADD moved int NOT NULL DEFAULT 0;
ALTER TABLE roster_row ADD unit_named boolean NOT NULL DEFAULT false; -- the row says itself of which unit it is
DROP INDEX roster_row_state;
CREATE INDEX roster_row_state ON roster_row (import_id, number) WHERE state IN ('faulty', 'changed', 'unchanged', 'moved');

-- The same members by the same key, found from the source's side too: a province's system names people and not their unit.
DROP INDEX member_external;
CREATE UNIQUE INDEX member_external ON member (external_source, external_id, unit_id) WHERE ended_on IS NULL;

-- What our own exports call their columns is read back in.
INSERT INTO roster_heading (heading, field) VALUES (doanket.search_form('电话'), 'phone'), (doanket.search_form('外部编号'), 'externalId')
ON CONFLICT DO NOTHING;

-- Files that prove something. What they are is told here, they themselves lie beside the database, under the names of these rows.
CREATE TABLE attachment (
  id           uuid PRIMARY KEY,
  unit_id      uuid NOT NULL,
  subject_type text NOT NULL,
  subject_id   uuid NOT NULL,
  kind         text NOT NULL CHECK (kind ~ '^[a-z][a-z0-9-]*$'),
  name         text NOT NULL,
  media_type   text NOT NULL,
  size         int  NOT NULL CHECK (size > 0),
  sha256       text NOT NULL,
  attached_by  text NOT NULL,
  attached_at  timestamptz NOT NULL
);
CREATE INDEX attachment_subject ON attachment (subject_type, subject_id);
CALL doanket.scope_by_unit('attachment');
REVOKE UPDATE, TRUNCATE ON attachment FROM doanket_app, doanket_worker;

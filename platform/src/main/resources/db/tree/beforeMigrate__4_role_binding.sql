-- The replica of role bindings, fed by the facts of membership-service, which owns them and does not run this script: who may act in
-- which role where, as long as the office lasts. A token whose binding is over is refused (docs/decisions/role-bindings.md).

CREATE TABLE IF NOT EXISTS role_binding (
  id         uuid PRIMARY KEY,
  member_id  uuid NOT NULL,
  subject    text,
  role       text NOT NULL,
  unit_id    uuid NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_to   timestamptz
);
CREATE INDEX IF NOT EXISTS role_binding_member ON role_binding (member_id);
CREATE INDEX IF NOT EXISTS role_binding_subject ON role_binding (subject) WHERE subject IS NOT NULL;

REVOKE INSERT, UPDATE, DELETE ON role_binding FROM doanket_app;

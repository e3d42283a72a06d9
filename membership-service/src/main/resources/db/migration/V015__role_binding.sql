-- Who may act in which role where, because of which office, from when to when. The others have it as a replica of the same name.
CREATE TABLE role_binding (
  id         uuid PRIMARY KEY,
  officer_id uuid NOT NULL REFERENCES officer,
  member_id  uuid NOT NULL,
  subject    text,                                -- the identity provider's name of the person, where it is known
  role       text NOT NULL,
  unit_id    uuid NOT NULL REFERENCES unit,
  valid_from timestamptz NOT NULL,
  valid_to   timestamptz CHECK (valid_to >= valid_from),
  version    bigint NOT NULL
);
CREATE INDEX role_binding_member ON role_binding (member_id);
CREATE INDEX role_binding_subject ON role_binding (subject) WHERE subject IS NOT NULL;
CREATE INDEX role_binding_officer ON role_binding (officer_id);
CREATE INDEX role_binding_unit ON role_binding (unit_id);

CREATE FUNCTION role_binding_state(b role_binding) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT json_build_object('id', b.id, 'memberId', b.member_id, 'subject', b.subject, 'role', b.role, 'unitId', b.unit_id,
    'validFrom', to_char(b.valid_from AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    'validTo', to_char(b.valid_to AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
$$;

CALL doanket.scope_by_unit('role_binding');
-- Whether somebody's roles still hold is asked before there is a scope; lists carry the scope as a predicate.
CREATE POLICY open_to_read ON role_binding FOR SELECT TO doanket_app USING (true);
REVOKE DELETE, TRUNCATE ON role_binding FROM doanket_app, doanket_worker;

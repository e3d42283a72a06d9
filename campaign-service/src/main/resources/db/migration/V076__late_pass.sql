-- What a reader without a connection brings after the meeting was closed: it changes neither quorum nor sealed minutes, and is kept beside them.
CREATE TABLE late_pass (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  meeting_id    uuid NOT NULL REFERENCES meeting,
  invitation_id uuid NOT NULL REFERENCES invitation,
  unit_id       uuid NOT NULL,
  read_at       timestamptz NOT NULL,
  came_at       timestamptz NOT NULL,
  UNIQUE (invitation_id, read_at)
);
CALL doanket.scope_by_unit('late_pass');
CALL doanket.append_only('late_pass');

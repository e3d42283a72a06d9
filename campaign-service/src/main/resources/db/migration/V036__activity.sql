-- Activities: what a unit does with its members.
CREATE TABLE activity (
  id          uuid PRIMARY KEY,
  unit_id     uuid NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('visit', 'course', 'legal-aid', 'culture', 'sport', 'charity', 'ceremony', 'dialogue', 'volunteering', 'other')),
  name        text NOT NULL,
  place       text,
  starts_at   timestamptz NOT NULL,
  ends_at     timestamptz NOT NULL,
  partners    text[] NOT NULL,
  expected    int CHECK (expected >= 0),
  state       text NOT NULL CHECK (state IN ('planned', 'held', 'cancelled')),
  attended    int CHECK (attended >= 0),
  women       int CHECK (women >= 0 AND women <= attended),
  report      text,
  created_by  text NOT NULL,
  version     bigint NOT NULL,
  CHECK (ends_at >= starts_at),
  CHECK ((state = 'held') = (attended IS NOT NULL))
);
CREATE INDEX activity_unit ON activity (unit_id, starts_at);
CALL doanket.scope_by_unit('activity');

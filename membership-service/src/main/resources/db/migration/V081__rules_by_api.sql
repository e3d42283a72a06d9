-- Which office brings which role is a rule with a day, set through the API as the others of the charter are. A rule that begins changes what
-- offices bring that are taken from then on; who has one keeps what it brought.
CREATE TABLE office_role_rule (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  jurisdiction  text NOT NULL,
  body_kind     text COLLATE "C" NOT NULL,
  position      text COLLATE "C" NOT NULL,
  level         text COLLATE "C" NOT NULL,
  valid_from    date NOT NULL,
  roles         text[] NOT NULL,               -- none: it brings none any more
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text,
  FOREIGN KEY (jurisdiction, body_kind, position) REFERENCES body_position
);
CREATE UNIQUE INDEX office_role_rule_begin ON office_role_rule (jurisdiction, body_kind, position, level, valid_from) WHERE cancelled_at IS NULL;
INSERT INTO office_role_rule (jurisdiction, body_kind, position, level, valid_from, roles, citation, verified)
SELECT jurisdiction, body_kind, position, level, date '2013-01-01', array_agg(role ORDER BY role),
  'Our own rule: who leads has the role of the level, who keeps money or inspects has that of it', false
  FROM position_role GROUP BY jurisdiction, body_kind, position, level;
DROP TABLE position_role;
REVOKE UPDATE, DELETE, TRUNCATE ON office_role_rule FROM doanket_app, doanket_worker;
REVOKE INSERT ON office_role_rule FROM doanket_worker;
GRANT UPDATE (cancelled_at, cancelled_why) ON office_role_rule TO doanket_app;

-- Another wording of a consent is set for a day to come and taken back before it. What somebody has agreed to stays what he was shown.
ALTER TABLE consent_wording ADD id uuid NOT NULL UNIQUE DEFAULT uuidv7(), ADD cancelled_at timestamptz, ADD cancelled_why text;
CREATE UNIQUE INDEX consent_wording_begin ON consent_wording (purpose, valid_from) WHERE cancelled_at IS NULL;
GRANT INSERT, UPDATE (cancelled_at, cancelled_why) ON consent_wording TO doanket_app;

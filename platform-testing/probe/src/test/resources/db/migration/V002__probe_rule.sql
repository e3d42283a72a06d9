CREATE TABLE probe_rule (
  id            uuid PRIMARY KEY,
  jurisdiction  text NOT NULL,
  code          text,
  valid_from    date NOT NULL,
  valid_to      date,
  amount        int NOT NULL,
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text
);
CREATE UNIQUE INDEX probe_rule_begin ON probe_rule (jurisdiction, coalesce(code, ''), valid_from) WHERE cancelled_at IS NULL;

-- One that holds in all jurisdictions.
CREATE TABLE probe_limit (
  id            uuid PRIMARY KEY,
  valid_from    date NOT NULL UNIQUE,
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  cancelled_at  timestamptz,
  cancelled_why text
);

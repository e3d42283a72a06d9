-- Days off of every year are rules with a day, set through the API as the others are: another one begins, or one is off no more.
ALTER TABLE yearly_holiday RENAME TO yearly_holiday_rule;
ALTER TABLE yearly_holiday_rule RENAME since TO valid_from;
ALTER TABLE yearly_holiday_rule ADD id uuid NOT NULL UNIQUE DEFAULT uuidv7(), ADD is_off boolean NOT NULL DEFAULT true, ADD cancelled_at timestamptz,
  ADD cancelled_why text, DROP CONSTRAINT yearly_holiday_pkey, ADD PRIMARY KEY (id);
CREATE UNIQUE INDEX yearly_holiday_rule_begin ON yearly_holiday_rule (jurisdiction, month, day, valid_from) WHERE cancelled_at IS NULL;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON yearly_holiday_rule FROM doanket_app, doanket_worker;
GRANT INSERT, UPDATE (cancelled_at, cancelled_why) ON yearly_holiday_rule TO doanket_app;

-- As the calendar reads them: off from a day on, until another rule of the same day of the year begins.
CREATE VIEW yearly_holiday AS
SELECT jurisdiction, month, day, valid_from AS since, until, made_up, citation, verified
  FROM (SELECT r.*, lead(valid_from) OVER (PARTITION BY jurisdiction, month, day ORDER BY valid_from) AS until
          FROM yearly_holiday_rule r WHERE cancelled_at IS NULL) r WHERE is_off;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON yearly_holiday FROM doanket_app, doanket_worker;

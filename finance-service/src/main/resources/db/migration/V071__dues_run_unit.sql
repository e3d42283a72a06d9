-- What a run comes to unit by unit: of a preview all units of its range, with what posting it would change; of a posted run those whose
-- charges it has changed, or in which it could not work somebody's dues out.
CREATE TABLE dues_run_unit (
  run_no     bigint NOT NULL,
  unit_id    uuid NOT NULL,
  members    bigint,
  problems   bigint NOT NULL,
  total      bigint,
  charged    bigint,
  changed    bigint NOT NULL,
  difference bigint NOT NULL,
  excess     bigint NOT NULL,
  PRIMARY KEY (run_no, unit_id)
);
CALL doanket.scope_by_unit('dues_run_unit');
REVOKE INSERT, UPDATE, DELETE ON dues_run_unit FROM doanket_app;

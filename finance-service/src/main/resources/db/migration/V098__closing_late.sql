-- What came into frozen books and was not passed on yet. It is written down by the entry itself, for numbers do not tell: one that was drawn
-- earlier may be committed later, and would lie below the last one that a pass has seen. Whoever passes on takes out what he sees first, so
-- what is committed meanwhile is found by the next pass.
CREATE TABLE closing_late (
  entry_no bigint PRIMARY KEY,
  unit_id  uuid NOT NULL
);
CREATE INDEX closing_late_unit ON closing_late (unit_id);
CALL doanket.scope_by_unit('closing_late');
REVOKE UPDATE, DELETE, TRUNCATE ON closing_late FROM doanket_app;
REVOKE UPDATE, TRUNCATE ON closing_late FROM doanket_worker;

-- Each closed unit is looked through once more: what was missed by its number goes on to the heirs.
INSERT INTO closing_late (entry_no, unit_id)
SELECT max(e.no), e.unit_id FROM unit_closing c JOIN journal_entry e ON e.unit_id = c.unit_id WHERE c.state = 'closed' GROUP BY e.unit_id;
ALTER TABLE unit_closing DROP COLUMN last_entry;

CREATE OR REPLACE FUNCTION check_frozen_entries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  frozen uuid;
BEGIN
  IF EXISTS (SELECT FROM fresh f JOIN closing_freeze z ON z.unit_id = f.unit_id) THEN
    SELECT f.unit_id INTO frozen FROM fresh f JOIN closing_freeze z ON z.unit_id = f.unit_id
     WHERE f.kind NOT IN (SELECT k.kind FROM closing_entry_kind k) LIMIT 1;
    IF FOUND THEN
      PERFORM refuse_frozen(frozen);
    END IF;
    INSERT INTO closing_late (entry_no, unit_id)
    SELECT f.no, f.unit_id FROM fresh f JOIN closing_freeze z ON z.unit_id = f.unit_id WHERE f.kind <> 'closing-given';
  END IF;
  IF EXISTS (SELECT FROM fresh f JOIN journal_entry r ON r.no = f.reverses_no
              WHERE r.kind IN ('closing-given', 'closing-taken', 'closing-undone') AND f.kind <> 'closing-undone') THEN
    RAISE EXCEPTION 'both sides of a closing are undone together, by the counter-act' USING ERRCODE = 'DK100', CONSTRAINT = 'entry-of-closing';
  END IF;
  RETURN NULL;
END $$;

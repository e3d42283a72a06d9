-- Transfers: a member goes from one unit to another when both have agreed, or when the one above both has decided since one was silent.

CREATE TABLE transfer (
  id                uuid PRIMARY KEY,
  member_id         uuid NOT NULL REFERENCES member ON DELETE CASCADE,
  from_unit         uuid NOT NULL REFERENCES unit,
  to_unit           uuid NOT NULL REFERENCES unit CHECK (to_unit <> from_unit),
  asked_by          text NOT NULL CHECK (asked_by IN ('from', 'to', 'member')),
  state             text NOT NULL CHECK (state IN ('asked', 'accepted', 'done', 'refused', 'withdrawn', 'lapsed')),
  moves_on          date NOT NULL,              -- the first day in the unit that receives
  category          text REFERENCES member_category,  -- as which the member goes there; null: as before
  note              text,                       -- to the other side
  application_id    uuid REFERENCES application,  -- of whoever turned out to be a member elsewhere
  asked_at          timestamptz NOT NULL,
  asked_subject     text NOT NULL,
  silence_ends      date,                       -- after this day the unit above both may decide; null where no rule asks to wait
  citation          text,
  from_agreed_at    timestamptz,
  from_agreed_by    text,
  to_agreed_at      timestamptz,
  to_agreed_by      text,
  decided_above     boolean NOT NULL DEFAULT false,
  decision_number   text,
  reason            text,                       -- of a refusal; why it lapsed
  closed_at         timestamptz,
  reorganisation_id uuid,                       -- the act that has changed one of its units
  from_before       uuid,
  to_before         uuid,
  version           bigint NOT NULL,
  CHECK (state NOT IN ('accepted', 'done') OR from_agreed_at IS NOT NULL AND to_agreed_at IS NOT NULL),
  CHECK ((state IN ('asked', 'accepted')) = (closed_at IS NULL))
);
CREATE UNIQUE INDEX transfer_open ON transfer (member_id) WHERE state IN ('asked', 'accepted');
CREATE INDEX transfer_member ON transfer (member_id, id);
CREATE INDEX transfer_from ON transfer (from_unit, id);
CREATE INDEX transfer_to ON transfer (to_unit, id);
CREATE INDEX transfer_due ON transfer (moves_on) WHERE state = 'accepted';
CREATE INDEX transfer_application ON transfer (application_id) WHERE application_id IS NOT NULL;
CREATE INDEX transfer_reorganisation ON transfer (reorganisation_id) WHERE reorganisation_id IS NOT NULL;
ALTER TABLE application ADD FOREIGN KEY (transfer_id) REFERENCES transfer;
REVOKE DELETE, TRUNCATE ON transfer FROM doanket_app, doanket_worker;

-- Both sides see it. Who it is about, one of them may not see: that stands in the table of members, which has its own policy.
ALTER TABLE transfer ENABLE ROW LEVEL SECURITY;
ALTER TABLE transfer FORCE ROW LEVEL SECURITY;
CREATE POLICY sides ON transfer TO doanket_app USING (
  from_unit IN (SELECT u.id FROM unit u WHERE u.path >= doanket.scope_from() AND u.path < doanket.scope_to())
  OR to_unit IN (SELECT u.id FROM unit u WHERE u.path >= doanket.scope_from() AND u.path < doanket.scope_to()));
CREATE POLICY background ON transfer TO doanket_worker USING (true);
-- Whoever withdraws his application withdraws what was proposed for him.
CREATE POLICY applicant ON transfer FOR SELECT TO doanket_app USING (application_id IN (SELECT a.id FROM application a
  WHERE a.receipt_index = decode(current_setting('doanket.receipt', true), 'hex')));
CREATE POLICY withdrawn ON transfer FOR UPDATE TO doanket_app USING (application_id IN (SELECT a.id FROM application a
  WHERE a.receipt_index = decode(current_setting('doanket.receipt', true), 'hex')));

-- A member by the code on his card, for the unit that wishes to receive him.
CREATE FUNCTION membership_of(member_code text) RETURNS TABLE (member_id uuid, unit_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT m.id, m.unit_id FROM member m WHERE m.code = member_code AND m.ended_on IS NULL $$;

-- Whom a transfer names to the side that receives: nobody, as long as the side that holds him was only asked.
CREATE POLICY named ON transfer FOR SELECT TO CURRENT_USER USING (state = 'asked' AND asked_by <> 'to' OR state IN ('accepted', 'done'));
CREATE FUNCTION transfer_person(transfer_id uuid) RETURNS TABLE (code text, full_name text, category text, joined_on date)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT m.code, m.full_name, m.category, m.joined_on FROM transfer t JOIN member m ON m.id = t.member_id WHERE t.id = transfer_person.transfer_id $$;
REVOKE EXECUTE ON FUNCTION membership_of(text), transfer_person(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION membership_of(text), transfer_person(uuid) TO doanket_app;

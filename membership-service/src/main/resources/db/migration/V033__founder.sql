-- Which members founded a unit. Their names stand in the file alone: where somebody is forgotten, a pseudonym.
CREATE TABLE unit_founder (
  unit_id   uuid NOT NULL REFERENCES unit,
  member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
  PRIMARY KEY (unit_id, member_id)
);
CREATE INDEX unit_founder_member ON unit_founder (member_id);
-- Seen with the unit; and with the member, for whom it is part of what is kept of him.
ALTER TABLE unit_founder ENABLE ROW LEVEL SECURITY;
ALTER TABLE unit_founder FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON unit_founder TO doanket_app USING (EXISTS (SELECT FROM member m WHERE m.id = member_id) OR EXISTS (
  SELECT FROM unit u WHERE u.id = unit_id AND u.path >= doanket.scope_from() AND u.path < doanket.scope_to()));
CREATE POLICY background ON unit_founder TO doanket_worker USING (true);
REVOKE UPDATE, DELETE, TRUNCATE ON unit_founder FROM doanket_app;

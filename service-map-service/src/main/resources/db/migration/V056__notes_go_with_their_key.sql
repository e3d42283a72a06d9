-- What somebody writes of an incident or of a reason is about persons. It is sealed under the key of the ride or of the request and goes when those go:
-- the passenger of a ride after some months, the words of a request after some years. What was written in plain before is moved, and goes with them too.
CREATE TABLE ride_note (
  incident_id uuid PRIMARY KEY REFERENCES ride_incident,
  ride_id     uuid NOT NULL REFERENCES ride_passenger ON DELETE CASCADE,
  unit_id     uuid NOT NULL,
  sealed      bytea,
  plain       text,      -- of before
  CHECK ((sealed IS NULL) <> (plain IS NULL))
);
CREATE INDEX ride_note_ride ON ride_note (ride_id);
-- The owner is held to the policies too, and would find no row.
ALTER TABLE ride_incident NO FORCE ROW LEVEL SECURITY;
ALTER TABLE ride_passenger NO FORCE ROW LEVEL SECURITY;
ALTER TABLE service_request NO FORCE ROW LEVEL SECURITY;
ALTER TABLE request_step NO FORCE ROW LEVEL SECURITY;
INSERT INTO ride_note (incident_id, ride_id, unit_id, plain)
SELECT i.id, i.ride_id, i.unit_id, i.note FROM ride_incident i WHERE i.note IS NOT NULL AND i.ride_id IN (SELECT p.ride_id FROM ride_passenger p);
ALTER TABLE ride_incident DROP note;
CALL doanket.scope_by_unit('ride_note');
CREATE POLICY with_ride ON ride_note FOR SELECT TO doanket_app USING (EXISTS (SELECT FROM ride r WHERE r.id = ride_id));
REVOKE UPDATE, DELETE, TRUNCATE ON ride_note FROM doanket_app, doanket_worker;

CREATE TABLE request_step_reason (
  step_id    bigint PRIMARY KEY REFERENCES request_step,
  request_id uuid NOT NULL REFERENCES service_request,
  sealed     bytea,
  plain      text,       -- of before
  CHECK ((sealed IS NULL) <> (plain IS NULL))
);
CREATE INDEX request_step_reason_request ON request_step_reason (request_id);
INSERT INTO request_step_reason (step_id, request_id, plain)
SELECT s.id, s.request_id, s.reason FROM request_step s JOIN service_request r ON r.id = s.request_id
 WHERE s.reason IS NOT NULL AND s.reason <> 'unit-ended' AND r.wrapped IS NOT NULL;
ALTER TABLE request_step ADD cause text CHECK (cause IN ('unit-ended'));
ALTER TABLE request_step DISABLE TRIGGER append_only;
UPDATE request_step SET cause = reason WHERE reason = 'unit-ended';
ALTER TABLE request_step ENABLE TRIGGER append_only;
ALTER TABLE request_step DROP reason;
ALTER TABLE ride_incident FORCE ROW LEVEL SECURITY;
ALTER TABLE ride_passenger FORCE ROW LEVEL SECURITY;
ALTER TABLE service_request FORCE ROW LEVEL SECURITY;
ALTER TABLE request_step FORCE ROW LEVEL SECURITY;
ALTER TABLE request_step_reason ENABLE ROW LEVEL SECURITY;
ALTER TABLE request_step_reason FORCE ROW LEVEL SECURITY;
CREATE POLICY with_request ON request_step_reason TO doanket_app USING (EXISTS (SELECT FROM service_request r WHERE r.id = request_id));
CREATE POLICY background ON request_step_reason TO doanket_worker USING (true);
REVOKE UPDATE, DELETE, TRUNCATE ON request_step_reason FROM doanket_app;

-- Requests whose words were forgotten before anybody had answered: nobody can answer them any more, and they stood among the late ones for ever.
-- The owner is held to the policies too, and would find no row.
ALTER TABLE service_request NO FORCE ROW LEVEL SECURITY;
ALTER TABLE request_step NO FORCE ROW LEVEL SECURITY;
INSERT INTO request_step (request_id, unit_id, step, at)
SELECT id, unit_id, 'withdrawn', now() FROM service_request WHERE wrapped IS NULL AND state IN ('received', 'accepted');
UPDATE service_request SET state = 'withdrawn', ended_at = now(), version = version + 1 WHERE wrapped IS NULL AND state IN ('received', 'accepted');
ALTER TABLE service_request FORCE ROW LEVEL SECURITY;
ALTER TABLE request_step FORCE ROW LEVEL SECURITY;

-- Who was forgotten, as membership-service, which does not run this script, has decided it: the pseudonym outlives the name, also against
-- facts about the person that are older than the decision and arrive after it.

CREATE TABLE IF NOT EXISTS erased_person (
  person_id  uuid PRIMARY KEY,
  pseudonym  text        NOT NULL,
  erasure_id uuid        NOT NULL UNIQUE,
  at         timestamptz NOT NULL DEFAULT now()
);
REVOKE ALL ON erased_person FROM doanket_app;
REVOKE UPDATE, DELETE, TRUNCATE ON erased_person FROM doanket_worker;

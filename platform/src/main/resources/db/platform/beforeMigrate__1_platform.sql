-- What the platform needs in every service's database. Runs before each migration, so it is idempotent throughout:
-- a numbered script in each service's own history would force out-of-order mode at the platform's next change.
-- Run by <service>_owner; the group roles and logins come from provisioning.

CREATE SCHEMA IF NOT EXISTS doanket;
GRANT USAGE ON SCHEMA doanket, public TO doanket_app, doanket_worker;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO doanket_app, doanket_worker;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO doanket_app, doanket_worker;
ALTER DEFAULT PRIVILEGES IN SCHEMA doanket GRANT EXECUTE ON FUNCTIONS TO doanket_app, doanket_worker;

-- The caller's scope is set for one transaction as two settings, each closed by one more character. After the
-- transaction they read as '' and the length below is negative: an error. So an unset scope is never "everything",
-- nor silently "nothing". Plain SQL, hence inlined: an index on path is used (see docs/decisions/row-level-security.md).
CREATE OR REPLACE FUNCTION doanket.scope_from() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT substr(current_setting('doanket.scope_from'), 1, length(current_setting('doanket.scope_from')) - 1) $$;

CREATE OR REPLACE FUNCTION doanket.scope_to() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT substr(current_setting('doanket.scope_to'), 1, length(current_setting('doanket.scope_to')) - 1) $$;

-- Whose stored answers a request may see, told in the same way by whoever looks for them.
CREATE OR REPLACE FUNCTION doanket.subject() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT substr(current_setting('doanket.subject'), 1, length(current_setting('doanket.subject')) - 1) $$;

-- Same form as org.doanket.platform.text.SearchForm.
CREATE OR REPLACE FUNCTION doanket.search_form(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT btrim(regexp_replace(lower(translate(regexp_replace(normalize(value, NFD), '[\u0300-\u036f]', '', 'g'), 'đĐ', 'dd')), '\s+', ' ', 'g')) $$;

-- Asked first, here and below: each of these takes the table from all others for a moment, behind whoever has been at it for long, and nearly always all
-- is there as it should be. What is not is made anew.
CREATE OR REPLACE PROCEDURE doanket.secure(relation regclass) LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (SELECT c.relrowsecurity AND c.relforcerowsecurity FROM pg_class c WHERE c.oid = relation) THEN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', relation);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', relation);
  END IF;
END $$;

-- The condition in PostgreSQL's own words, or it would never be found to be there; but for where its lines end.
CREATE OR REPLACE PROCEDURE doanket.policy(relation regclass, policy name, login name, condition text) LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = relation AND p.polname = policy AND p.polcmd = '*' AND p.polpermissive AND p.polwithcheck IS NULL
                 AND p.polroles = ARRAY[login::text::regrole::oid] AND regexp_replace(pg_get_expr(p.polqual, p.polrelid), '\s+', ' ', 'g') = condition) THEN
    EXECUTE format('DROP POLICY IF EXISTS %I ON %s', policy, relation);
    EXECUTE format('CREATE POLICY %I ON %s TO %I USING (%s)', policy, relation, login, condition);
  END IF;
END $$;

-- Rows that carry the path of their unit: requests see a range of it, background work sees all.
CREATE OR REPLACE PROCEDURE doanket.scope_by_path(relation regclass, path_column name DEFAULT 'path') LANGUAGE plpgsql AS $$
BEGIN
  CALL doanket.secure(relation);
  CALL doanket.policy(relation, 'scope', 'doanket_app', format('((%1$I >= doanket.scope_from()) AND (%1$I < doanket.scope_to()))', path_column));
  CALL doanket.policy(relation, 'background', 'doanket_worker', 'true');
END $$;

-- Rows of big history carry only their unit's id. EXISTS leaves both ways to the planner: the unit of each row is looked up where there are few
-- of them, and the set of all units in scope is hashed, once per statement, where there are many.
CREATE OR REPLACE FUNCTION doanket.unit_in_scope(relation regclass, unit_column name) RETURNS text LANGUAGE sql STABLE AS
$$ SELECT format('(EXISTS ( SELECT FROM unit_ref u WHERE ((u.id = %s.%I) AND (u.path >= doanket.scope_from()) AND (u.path < doanket.scope_to()))))',
                 relation, unit_column) $$;

CREATE OR REPLACE PROCEDURE doanket.scope_by_unit(relation regclass, unit_column name DEFAULT 'unit_id') LANGUAGE plpgsql AS $$
BEGIN
  CALL doanket.secure(relation);
  CALL doanket.policy(relation, 'scope', 'doanket_app', doanket.unit_in_scope(relation, unit_column));
  CALL doanket.policy(relation, 'background', 'doanket_worker', 'true');
END $$;

-- Policies that scripts of before have made hash all units in scope (a province: ten milliseconds) to see one row. Called after each migration.
CREATE OR REPLACE PROCEDURE doanket.look_up_units() LANGUAGE plpgsql AS $$
DECLARE
  hashed CONSTANT text := '(?<!\.)\m(\w+) IN \( SELECT u\.id\s+FROM unit_ref u\s+WHERE '
                          '\(\(u\.path >= doanket\.scope_from\(\)\) AND \(u\.path < doanket\.scope_to\(\)\)\)\)';
  policy record;
  looked_up text;
BEGIN
  FOR policy IN SELECT polname AS name, polrelid::regclass AS relation, pg_get_expr(polqual, polrelid) AS seen, pg_get_expr(polwithcheck, polrelid) AS written
                  FROM pg_policy WHERE pg_get_expr(polqual, polrelid) ~ hashed OR pg_get_expr(polwithcheck, polrelid) ~ hashed LOOP
    looked_up := replace(doanket.unit_in_scope(policy.relation, 'its_column'), 'its_column', '\1');
    EXECUTE format('ALTER POLICY %I ON %s', policy.name, policy.relation)
      || coalesce(' USING (' || regexp_replace(policy.seen, hashed, looked_up, 'g') || ')', '')
      || coalesce(' WITH CHECK (' || regexp_replace(policy.written, hashed, looked_up, 'g') || ')', '');
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION doanket.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;

-- Refuses UPDATE, DELETE and TRUNCATE, to every login including the owner's.
CREATE OR REPLACE PROCEDURE doanket.append_only(relation regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM doanket_app, doanket_worker', relation);
  -- 58: before, at each statement, of UPDATE, DELETE and TRUNCATE.
  IF NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = relation AND t.tgname = 'append_only' AND t.tgtype = 58 AND t.tgenabled = 'O'
                 AND t.tgfoid = 'doanket.refuse_change()'::regprocedure) THEN
    EXECUTE format('CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s '
                   'FOR EACH STATEMENT EXECUTE FUNCTION doanket.refuse_change()', relation);
  END IF;
END $$;

-- How long what is kept for a time is kept, dated as every rule is: of the rows that have begun the newest holds, and where
-- there is none, nothing is removed. An operator adds rows by the owner's login.
CREATE TABLE IF NOT EXISTS retention (
  kept       text NOT NULL,
  valid_from date NOT NULL,
  days       int NOT NULL CHECK (days > 0),
  citation   text NOT NULL,
  verified   boolean NOT NULL,
  PRIMARY KEY (kept, valid_from)
);
INSERT INTO retention (kept, valid_from, days, citation, verified) VALUES
  ('idempotency-record', '2025-01-01', 8, 'Doanket''s own word: an Idempotency-Key is remembered for 7 days at least', true),
  ('staged-import', '2025-01-01', 90, 'Law 91/2025/QH15: personal data no longer than their purpose needs them; the number of days is Doanket''s own', false)
ON CONFLICT DO NOTHING;
REVOKE INSERT, UPDATE, DELETE ON retention FROM doanket_app, doanket_worker;

-- What is older than this is due for removal; null, which nothing is older than, where no row holds.
CREATE OR REPLACE FUNCTION doanket.kept_since(what text) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT now() - make_interval(days => (SELECT r.days FROM public.retention r WHERE r.kept = what AND r.valid_from <= current_date
                                          ORDER BY r.valid_from DESC LIMIT 1)) $$;

-- Answers kept for Idempotency-Key.
CREATE TABLE IF NOT EXISTS idempotency_record (
  subject      text NOT NULL,
  key          text NOT NULL,
  request_hash bytea NOT NULL,
  status       int NOT NULL,
  headers      text NOT NULL,
  body         text,
  created_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (subject, key)
);
CREATE INDEX IF NOT EXISTS idempotency_record_age ON idempotency_record (created_at);

-- Long work: state, progress and checkpoint are written in the same transactions as the work itself.
CREATE TABLE IF NOT EXISTS job (
  id          uuid PRIMARY KEY,
  kind        text NOT NULL,
  unit_id     uuid,
  path        text COLLATE "C" NOT NULL,
  created_by  text NOT NULL,
  parameters  jsonb NOT NULL,
  state       text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'succeeded', 'failed')),
  done        bigint NOT NULL DEFAULT 0,
  total       bigint,
  problems    bigint NOT NULL DEFAULT 0,
  checkpoint  jsonb,
  result      jsonb,
  failure     text,
  attempts    int NOT NULL DEFAULT 0,
  created_at  timestamptz NOT NULL DEFAULT now(),
  started_at  timestamptz,
  finished_at timestamptz,
  traceparent text
);
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'job'::regclass AND attname = 'traceparent') THEN
    ALTER TABLE job ADD COLUMN traceparent text; -- of the request that gave it
  END IF;
END $$;
CREATE INDEX IF NOT EXISTS job_open ON job (created_at) WHERE state IN ('waiting', 'running');

-- True once a thing is older than it is to be kept, and so is the end of the last job whose parameters name it.
CREATE OR REPLACE FUNCTION doanket.is_due(what text, created timestamptz, thing uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT CASE WHEN created < doanket.kept_since(what) THEN NOT EXISTS (SELECT FROM public.job j WHERE j.parameters::text LIKE '%' || thing || '%'
            AND coalesce(j.finished_at, now()) >= doanket.kept_since(what)) ELSE false END $$;

-- Who did what to what, in which unit, why. Positions and hashes are given later by the one sealing writer.
CREATE TABLE IF NOT EXISTS audit_entry (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transaction  xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor        text NOT NULL,
  action       text NOT NULL,
  subject_type text NOT NULL,
  subject_id   text NOT NULL,
  unit_id      uuid,
  purpose      text,
  trace_id     text
);
CREATE TABLE IF NOT EXISTS audit_link (
  position bigint PRIMARY KEY,
  entry_id bigint NOT NULL UNIQUE,
  hash     bytea NOT NULL
);
CALL doanket.append_only('audit_entry');
CALL doanket.append_only('audit_link');
-- Of transactions before this one all is sealed: the sealer need not look at a trail that only grows.
CREATE TABLE IF NOT EXISTS audit_sealed (
  one    boolean PRIMARY KEY DEFAULT true CHECK (one),
  before xid8 NOT NULL
);
INSERT INTO audit_sealed (before) VALUES ('0') ON CONFLICT DO NOTHING;
CREATE INDEX IF NOT EXISTS audit_entry_transaction ON audit_entry (transaction);
CREATE INDEX IF NOT EXISTS audit_entry_unit ON audit_entry (unit_id, id);

-- One key per person, wrapped by the installation's key: forgetting the person is deleting the row.
CREATE TABLE IF NOT EXISTS person_key (
  person_id uuid PRIMARY KEY,
  wrapped   bytea NOT NULL
);

CALL doanket.scope_by_path('job');
-- Requests write on the trail; reading and sealing it is background work.
REVOKE SELECT ON audit_entry FROM doanket_app;
REVOKE ALL ON audit_link, audit_sealed FROM doanket_app;
REVOKE UPDATE ON idempotency_record FROM doanket_app, doanket_worker;
REVOKE DELETE ON idempotency_record FROM doanket_app;
-- Answers hold whatever the caller was told; another caller's are nobody's business.
CALL doanket.secure('idempotency_record');
CALL doanket.policy('idempotency_record', 'own', 'doanket_app', '(subject = doanket.subject())');
CALL doanket.policy('idempotency_record', 'background', 'doanket_worker', 'true');

-- A database for one service, and its three logins. Harmless when run again; passwords are then set anew.
-- To be run by a superuser, from any database. By hand or in a container:
--   psql -v ON_ERROR_STOP=1 -v database=doanket_membership \
--        -v owner=membership_owner -v owner_password=… -v app=membership_app -v app_password=… \
--        -v worker=membership_worker -v worker_password=… -f provision.sql
-- The embedded default and the tests run this very file (SqlScript.java reads what it uses of psql's language).

-- Groups that policies and grants of the services name; shared by all services of one installation.
SELECT 'CREATE ROLE doanket_app NOLOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'doanket_app') \gexec
SELECT 'CREATE ROLE doanket_worker NOLOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'doanket_worker') \gexec

-- owner: migrations only. app: requests, sees the rows of the caller's scope. worker: relay, inbox, jobs, sees all rows.
SELECT format('CREATE ROLE %I', :'owner') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'owner') \gexec
SELECT format('CREATE ROLE %I', :'app') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'app') \gexec
SELECT format('CREATE ROLE %I', :'worker') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'worker') \gexec
ALTER ROLE :"owner" WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'owner_password';
ALTER ROLE :"app" WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'app_password';
ALTER ROLE :"worker" WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'worker_password';
GRANT doanket_app TO :"app";
GRANT doanket_worker TO :"worker";

-- ICU, so that order does not depend on the C library of the machine; Vietnamese order is asked for per query.
SELECT format('CREATE DATABASE %I OWNER %I TEMPLATE template0 ENCODING ''UTF8'' LOCALE ''C.UTF-8'' LOCALE_PROVIDER icu ICU_LOCALE ''und''', :'database', :'owner')
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO :"app", :"worker";
-- Background work stages in temporary tables: imports, and replicas that are made anew.
GRANT TEMPORARY ON DATABASE :"database" TO :"worker";

\connect :"database"
REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER SCHEMA public OWNER TO :"owner";
GRANT USAGE ON SCHEMA public TO doanket_app, doanket_worker;
-- A migration revokes what must be append-only.
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO doanket_app, doanket_worker;
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO doanket_app, doanket_worker;

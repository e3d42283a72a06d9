-- What an import is undone by, and what stays of it in the history of its members.

-- A step whose job has given up has done nothing: the import is where it was, and one can go on from there.
CREATE FUNCTION roster_standing(state text, job uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN state IN ('checking', 'committing', 'undoing') AND EXISTS (SELECT FROM job j WHERE j.id = job AND j.state = 'failed')
    THEN CASE state WHEN 'checking' THEN 'unreadable' WHEN 'committing' THEN 'ready' ELSE 'committed' END ELSE state END
$$;

-- Names of the sensitive fields of the profile that a row has changed.
ALTER TABLE roster_row ADD sealed_changed text[];

-- Where members go, each key that points at them is looked through: also for offices and teams that are over.
DROP INDEX officer_member;
CREATE INDEX officer_member ON officer (member_id);
DROP INDEX team_member_member;
CREATE INDEX team_member_member ON team_member (member_id);
CREATE INDEX job_seeker_of_member ON job_seeker (member_id) WHERE member_id IS NOT NULL;

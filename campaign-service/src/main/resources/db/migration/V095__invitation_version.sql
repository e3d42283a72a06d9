-- Who notes a reply, or who comes for an organisation, says which state of the invitation he has seen.
ALTER TABLE invitation ADD COLUMN version bigint NOT NULL DEFAULT 1;
CREATE FUNCTION next_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER next_version BEFORE UPDATE ON invitation FOR EACH ROW EXECUTE FUNCTION next_version();

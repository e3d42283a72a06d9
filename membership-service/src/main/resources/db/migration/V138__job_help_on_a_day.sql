-- Job help as it stood on a day, found by the units of that day and not by going through all there is.

-- What went to another unit, found by where it was.
CREATE INDEX earlier_unit_there ON earlier_unit (unit_id, until);

-- Since when an opening is refused or closed. Of those from before it is not known: they show as they are.
ALTER TABLE job_opening ADD ended_on date;

-- Nobody is hired twice at the same time. Whoever hires need not reach the seeker, who may be of another unit: the functions see the seekers, and the hirings,
-- of all units, and tell no more than this.
CREATE POLICY hired ON job_seeker TO CURRENT_USER USING (true) WITH CHECK (state = 'placed');
CREATE POLICY hired ON placement FOR SELECT TO CURRENT_USER USING (state = 'hired');

-- Holds the seeker until the transaction ends. @return false: has been hired already
CREATE FUNCTION seeker_is_hired_now(seeker uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM FROM job_seeker s WHERE s.id = seeker FOR UPDATE;
  IF EXISTS (SELECT FROM placement p WHERE p.seeker_id = seeker AND p.state = 'hired') THEN
    RETURN false;
  END IF;
  UPDATE job_seeker s SET state = 'placed', version = s.version + 1 WHERE s.id = seeker AND s.state = 'looking';
  RETURN true;
END
$$;
REVOKE EXECUTE ON FUNCTION seeker_is_hired_now(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION seeker_is_hired_now(uuid) TO doanket_app;

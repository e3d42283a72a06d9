-- By which reorganisation an opening, a seeker or a founding went to another unit or was sent back, so that its counter-act finds it again.
ALTER TABLE job_opening ADD reorganisation_id uuid;
ALTER TABLE job_opening ADD unit_before uuid;
ALTER TABLE job_seeker ADD reorganisation_id uuid;
ALTER TABLE job_seeker ADD unit_before uuid;
ALTER TABLE founding ADD reorganisation_id uuid;
ALTER TABLE founding ADD unit_before uuid;
ALTER TABLE founding ADD state_before text;       -- of one that was sent back since nobody took the place of the unit above
ALTER TABLE founding ADD reasons_before text;
CREATE INDEX job_opening_reorganisation ON job_opening (reorganisation_id) WHERE reorganisation_id IS NOT NULL;
CREATE INDEX job_seeker_reorganisation ON job_seeker (reorganisation_id) WHERE reorganisation_id IS NOT NULL;
CREATE INDEX founding_reorganisation ON founding (reorganisation_id) WHERE reorganisation_id IS NOT NULL;
CREATE INDEX application_invitation_reorganisation ON application_invitation (reorganisation_id) WHERE reorganisation_id IS NOT NULL;

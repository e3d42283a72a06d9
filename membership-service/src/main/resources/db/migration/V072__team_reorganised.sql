-- By which reorganisation a team went to another unit or ended, and somebody's part in it, so that its counter-act finds them again.
ALTER TABLE team ADD reorganisation_id uuid;
ALTER TABLE team ADD unit_before uuid;           -- of one that went to another unit
ALTER TABLE team_member ADD reorganisation_id uuid;
CREATE INDEX team_reorganisation ON team (reorganisation_id) WHERE reorganisation_id IS NOT NULL;
CREATE INDEX team_member_reorganisation ON team_member (reorganisation_id) WHERE reorganisation_id IS NOT NULL;
CREATE INDEX team_unit ON team (unit_id);
CREATE INDEX team_member_team ON team_member (team_id);

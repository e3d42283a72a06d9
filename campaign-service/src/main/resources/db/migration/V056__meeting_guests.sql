-- Guests: who comes to a meeting for another organisation, whether or not it is known yet who that is. They neither vote nor count for a quorum.
ALTER TABLE invitation
  ADD COLUMN organisation text,
  ADD COLUMN office text,
  ADD CHECK (organisation IS NULL OR NOT votes),
  ADD CHECK (office IS NULL OR organisation IS NOT NULL);
-- The partners of series were guests by another word.
ALTER TABLE invitation NO FORCE ROW LEVEL SECURITY;
ALTER TABLE meeting NO FORCE ROW LEVEL SECURITY;
UPDATE invitation i SET organisation = i.name FROM meeting m WHERE m.id = i.meeting_id AND m.series_id IS NOT NULL AND i.capacity = 'partner'
   AND i.member_id IS NULL AND NOT i.votes;
ALTER TABLE invitation FORCE ROW LEVEL SECURITY;
ALTER TABLE meeting FORCE ROW LEVEL SECURITY;
CREATE INDEX invitation_guest ON invitation (meeting_id, organisation, name) WHERE organisation IS NOT NULL;

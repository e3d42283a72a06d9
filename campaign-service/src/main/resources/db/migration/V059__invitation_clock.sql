-- By when the people of a meeting are to be invited: clocks like others, counted back from its day. A meeting keeps the day that the rule gave it
-- when it was called. Of meetings and invitations of before it is not known.
INSERT INTO clock_rule (jurisdiction, what, valid_from, days, working, citation, verified)
SELECT j, 'invitation-' || kind, date '2020-01-01', days, working, 'Doanket''s own word: no official time was found', false
FROM unnest(ARRAY['vn', 'cn']) j, (VALUES ('congress', 15, false), ('committee', 5, true), ('team', 1, true), ('conference', 3, true)) r (kind, days, working);
ALTER TABLE meeting
  ADD COLUMN invite_by date,
  ADD COLUMN invite_rule text,
  ADD CHECK ((invite_by IS NULL) = (invite_rule IS NULL));
ALTER TABLE invitation ADD COLUMN invited_at timestamptz;

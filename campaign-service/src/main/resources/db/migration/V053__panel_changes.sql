-- A scorer falls ill or is too near to one of the models; a panel or a contest turns out to be wrong: neither may stand in the way for ever.
-- Who leaves keeps ballots and the reason on record, but they count no longer.
ALTER TABLE panel_scorer
  ADD COLUMN left_at  timestamptz,
  ADD COLUMN left_for text,
  ADD CHECK ((left_at IS NULL) = (left_for IS NULL));
CREATE UNIQUE INDEX panel_chair ON panel_scorer (panel_id) WHERE chair AND left_at IS NULL;
CREATE VIEW counted_ballot WITH (security_invoker = true) AS
  SELECT b.* FROM panel_ballot b JOIN panel_scorer s USING (panel_id, subject) WHERE s.left_at IS NULL;
GRANT SELECT ON counted_ballot TO doanket_app, doanket_worker;

ALTER TABLE panel
  DROP CONSTRAINT panel_state_check,
  DROP CONSTRAINT panel_contest_id_round_key,
  ADD COLUMN cancelled_for text,
  ADD CHECK (state IN ('open', 'closed', 'cancelled')),
  ADD CHECK ((state = 'cancelled') = (cancelled_for IS NOT NULL));
-- A round whose panel was cancelled may be opened anew.
CREATE UNIQUE INDEX panel_round ON panel (contest_id, round) WHERE state <> 'cancelled';
ALTER TABLE contest
  DROP CONSTRAINT contest_state_check,
  ADD COLUMN cancelled_for text,
  ADD CHECK (state IN ('open', 'over', 'cancelled')),
  ADD CHECK ((state = 'cancelled') = (cancelled_for IS NOT NULL));

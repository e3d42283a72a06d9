-- The level at which a model is proposed is not that at which it was recognised: level, decision and day are of one recognition, together.
ALTER TABLE good_practice_model ADD proposed_level text;
ALTER TABLE good_practice_model NO FORCE ROW LEVEL SECURITY;
ALTER TABLE model_event NO FORCE ROW LEVEL SECURITY;
-- What was said with any other step had overwritten the level: the history knows with which one it was proposed and recognised last.
UPDATE good_practice_model m SET
  proposed_level = coalesce((SELECT e.level FROM model_event e WHERE e.model_id = m.id AND e.verb = 'propose' AND e.level IS NOT NULL ORDER BY e.number DESC LIMIT 1), m.level),
  level = (SELECT e.level FROM model_event e WHERE e.model_id = m.id AND e.verb = 'recognise' ORDER BY e.number DESC LIMIT 1)
 WHERE m.level IS NOT NULL;
ALTER TABLE model_event FORCE ROW LEVEL SECURITY;
ALTER TABLE good_practice_model FORCE ROW LEVEL SECURITY;

-- Nobody scores what is his own. Which models these are is a rule, dated and changed by the API.
CREATE TABLE interest_rule (
  id            uuid PRIMARY KEY,
  jurisdiction  text NOT NULL,
  valid_from    date NOT NULL,
  own_unit      boolean NOT NULL,   -- of the unit where the scorer holds his role, or is a member
  held          boolean NOT NULL,   -- of which the scorer is the holder
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  set_by        text,
  cancelled_at  timestamptz,
  cancelled_why text,
  CHECK ((cancelled_at IS NULL) = (cancelled_why IS NULL))
);
CREATE UNIQUE INDEX interest_rule_begin ON interest_rule (jurisdiction, valid_from) WHERE cancelled_at IS NULL;
INSERT INTO interest_rule (id, jurisdiction, valid_from, own_unit, held, citation, verified) VALUES
  ('019400d9-0000-7000-8000-000000000001', 'vn', '2020-01-01', true, true, 'Doanket''s own word: no text on the interest of scorers was found', false),
  ('019400d9-0000-7000-8000-000000000002', 'cn', '2020-01-01', true, true, 'Doanket''s own word: no text on the interest of scorers was found', false);
REVOKE UPDATE, DELETE, TRUNCATE ON interest_rule FROM doanket_app, doanket_worker;
GRANT UPDATE (cancelled_at, cancelled_why) ON interest_rule TO doanket_app;

-- Who stands back from a model: the panel waits for his ballot on it no longer, and does not count one that he cast before.
CREATE TABLE panel_recusal (
  panel_id    uuid NOT NULL,
  model_id    uuid NOT NULL,
  subject     text NOT NULL,
  reason      text NOT NULL,
  declared_by text NOT NULL,
  declared_at timestamptz NOT NULL,
  PRIMARY KEY (panel_id, model_id, subject),
  FOREIGN KEY (panel_id, model_id) REFERENCES panel_entry,
  FOREIGN KEY (panel_id, subject) REFERENCES panel_scorer
);
CALL doanket.append_only('panel_recusal');
ALTER TABLE panel_recusal ENABLE ROW LEVEL SECURITY;
ALTER TABLE panel_recusal FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON panel_recusal TO doanket_app USING (EXISTS (SELECT FROM panel p WHERE p.id = panel_id));
CREATE POLICY background ON panel_recusal TO doanket_worker USING (true);
CREATE OR REPLACE VIEW counted_ballot WITH (security_invoker = true) AS
  SELECT b.* FROM panel_ballot b JOIN panel_scorer s USING (panel_id, subject) WHERE s.left_at IS NULL
     AND NOT EXISTS (SELECT FROM panel_recusal r WHERE r.panel_id = b.panel_id AND r.model_id = b.model_id AND r.subject = b.subject);

-- Whose model it is, where that is a member; and whether he has agreed to be named in public.
ALTER TABLE good_practice_model
  ADD COLUMN holder_member uuid,
  ADD COLUMN holder_public boolean NOT NULL DEFAULT false;
CREATE INDEX good_practice_model_holder ON good_practice_model (holder_member) WHERE holder_member IS NOT NULL;

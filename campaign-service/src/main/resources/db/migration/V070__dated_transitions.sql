-- The steps of a model's life are rules with a day, as the others are: a row of a step out of a state follows the one before it, and one that is not
-- allowed ends it.
ALTER TABLE model_transition DROP CONSTRAINT model_transition_pkey,
  ADD id            uuid NOT NULL DEFAULT uuidv7() PRIMARY KEY,
  ADD valid_from    date NOT NULL DEFAULT '2020-01-01',
  ADD allowed       boolean NOT NULL DEFAULT true,
  ADD citation      text NOT NULL DEFAULT 'Doanket''s own reading of how federations deal with registrations: registered, judged above, reviewed in mid-year, assessed, recognised',
  ADD verified      boolean NOT NULL DEFAULT false,
  ADD cancelled_at  timestamptz,
  ADD cancelled_why text,
  ADD CHECK ((cancelled_at IS NULL) = (cancelled_why IS NULL));
ALTER TABLE model_transition ALTER id DROP DEFAULT, ALTER valid_from DROP DEFAULT, ALTER allowed DROP DEFAULT, ALTER citation DROP DEFAULT,
  ALTER verified DROP DEFAULT;
CREATE UNIQUE INDEX model_transition_begin ON model_transition (jurisdiction, name, from_state, valid_from) WHERE cancelled_at IS NULL;
GRANT INSERT, UPDATE (cancelled_at, cancelled_why) ON model_transition TO doanket_app;

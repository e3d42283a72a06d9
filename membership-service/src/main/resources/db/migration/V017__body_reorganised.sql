-- By which reorganisation a body or an office ended, so that its counter-act finds them again.
ALTER TABLE body ADD reorganisation_id uuid;
ALTER TABLE officer ADD reorganisation_id uuid;
CREATE INDEX body_reorganisation ON body (reorganisation_id) WHERE reorganisation_id IS NOT NULL;
CREATE INDEX officer_reorganisation ON officer (reorganisation_id) WHERE reorganisation_id IS NOT NULL;

-- A day to come may be made a day like any other again.
GRANT DELETE ON holiday TO doanket_app;

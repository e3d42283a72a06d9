-- The end of a telephone number, blind: of its last four, five and six digits, six bytes each, one after the other. Who looks for a longer
-- end looks for a longer beginning of this, so one index serves all.
ALTER TABLE member ADD phone_end bytea;
ALTER TABLE roster_row ADD phone_end bytea;
CREATE INDEX member_phone_end ON member (phone_end) WHERE phone_end IS NOT NULL;
-- Of numbers that came before this it is not known, and without the service's key nobody here can tell it.
ALTER TABLE member ADD CONSTRAINT member_phone_end_known CHECK ((phone IS NULL) = (phone_end IS NULL)) NOT VALID;

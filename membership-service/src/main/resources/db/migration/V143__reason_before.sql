-- Whom a counter-act brings back is what he was before, with the word for why as well.
ALTER TABLE reorganisation_member ADD reason_code_before text COLLATE "C";

-- The decision by which those of a list who were members before are taken back: asked for of each alone already, and now of a list as well.
ALTER TABLE roster_import ADD decision_number text, ADD decision_date date, ADD CHECK ((decision_number IS NULL) = (decision_date IS NULL));

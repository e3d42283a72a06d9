-- A ratio whose two parts are both counted from facts: it is made of them when it is read, and never averaged.
ALTER TABLE target ADD COLUMN denominator text REFERENCES binding;
DO $$
DECLARE old text;
BEGIN
  SELECT conname INTO STRICT old FROM pg_constraint WHERE conrelid = 'target'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%binding IS NULL%';
  EXECUTE format('ALTER TABLE target DROP CONSTRAINT %I', old);
END $$;
ALTER TABLE target
  ADD CHECK (binding IS NULL AND denominator IS NULL OR aggregation = 'sum' AND denominator IS NULL OR aggregation = 'ratio' AND denominator IS NOT NULL),
  ADD CHECK (binding IS NOT NULL OR denominator IS NULL),
  ADD CHECK (binding <> denominator);

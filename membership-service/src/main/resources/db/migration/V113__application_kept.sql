-- What somebody has applied with is kept no longer than it is needed for: after an admission the file has it, and who was asked to correct his form and
-- never did has given it up.
ALTER TABLE application ADD returned_at timestamptz;
UPDATE application SET returned_at = received_at WHERE state = 'returned';
CREATE INDEX application_returned ON application (returned_at) WHERE state = 'returned';
CREATE INDEX application_taken ON application (decided_at) WHERE state IN ('admitted', 'transferred') AND emptied_at IS NULL;
INSERT INTO retention (kept, valid_from, days, citation, verified) VALUES
  ('admitted-application', '2025-01-01', 365,
   'Law 91/2025/QH15: personal data no longer than their purpose needs them; the file of the member has them by then; the number of days is our own', false);

-- Papers of meetings lie where attachments lie, and their rows say under which id. What was laid before a meeting until now stays in its row.
ALTER TABLE paper_version
  ALTER COLUMN content DROP NOT NULL,
  ADD COLUMN file_id uuid,
  ADD CHECK ((content IS NULL) <> (file_id IS NULL));

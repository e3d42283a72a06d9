-- Dates of registration may be taken back before they open, and stay on record until others are set in their place.
ALTER TABLE registration_window
  ADD COLUMN cancelled_at timestamptz,
  ADD COLUMN cancelled_why text,
  ADD CHECK ((cancelled_at IS NULL) = (cancelled_why IS NULL));

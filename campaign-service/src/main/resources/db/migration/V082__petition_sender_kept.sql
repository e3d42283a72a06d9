-- Who has sent a petition is kept as long as it may be opened again and for some time after: then name and address go, and that and how it was answered stays.
-- Of a member the erasure of his file decides, and his own export tells.
INSERT INTO retention (kept, valid_from, days, citation, verified) VALUES
  ('petition-sender', '2025-01-01', 365, 'Law 91/2025/QH15: personal data no longer than their purpose needs them; the number of days is Doanket''s own', false)
ON CONFLICT DO NOTHING;
CREATE INDEX petition_sender_kept ON petition (closed_on) WHERE state = 'closed' AND sender_sealed IS NOT NULL AND member_id IS NULL;

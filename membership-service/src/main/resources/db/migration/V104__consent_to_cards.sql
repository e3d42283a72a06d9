-- What the public card of a team shows is consented to with all else that a member consents to, and withdrawn there as well.
INSERT INTO consent_wording (purpose, version, valid_from, name_vi, name_en, name_zh, text_vi, text_en, text_zh) VALUES
  ('publish-name', 1, '2026-01-01', 'Công khai họ tên', 'Publish my name', '公开姓名',
   'Họ tên của tôi được hiển thị trên thẻ giới thiệu công khai của đội, nghiệp đoàn.',
   'My name is shown on the public profile card of my team or guild.',
   '我的姓名可显示在本队或行业工会的公开名片上。');

CREATE FUNCTION consents_to_cards() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Withdrawn where all consents are, and shown all the same.
  WITH newest AS (
    SELECT DISTINCT ON (a.member_id, a.purpose) a.member_id, substr(a.purpose, length('publish-') + 1) AS word, a.given, a.at FROM consent_act a
     WHERE a.purpose IN ('publish-name', 'publish-phone') ORDER BY a.member_id, a.purpose, a.at DESC, a.id DESC
  ), hidden AS (
    UPDATE team_consent c SET withdrawn_at = n.at FROM team_member p JOIN newest n ON n.member_id = p.member_id
     WHERE p.id = c.team_member_id AND c.purpose = n.word AND c.withdrawn_at IS NULL AND NOT n.given AND n.at::date >= c.given_on
    RETURNING c.team_member_id, c.purpose
  )
  UPDATE team_card k SET name = CASE WHEN h.words @> '{name}' THEN NULL ELSE k.name END, phone = CASE WHEN h.words @> '{phone}' THEN NULL ELSE k.phone END
    FROM (SELECT team_member_id, array_agg(purpose) AS words FROM hidden GROUP BY team_member_id) h WHERE k.id = h.team_member_id;

  -- Shown by a signed form, of which the member's own list knew nothing.
  INSERT INTO consent_act (id, member_id, purpose, text_version, given, channel, language, proof, at, recorded_by)
  SELECT DISTINCT ON (p.member_id, c.purpose) uuidv7(), p.member_id, 'publish-' || c.purpose, 1, true, 'paper', 'vi', c.proof, c.given_on, c.given_to
    FROM team_consent c JOIN team_member p ON p.id = c.team_member_id AND p.left_on IS NULL
   WHERE c.withdrawn_at IS NULL AND NOT coalesce((SELECT a.given FROM consent_act a WHERE a.member_id = p.member_id AND a.purpose = 'publish-' || c.purpose
         ORDER BY a.at DESC, a.id DESC LIMIT 1), false)
   ORDER BY p.member_id, c.purpose, c.given_on DESC;
END $$;

-- The owner, too, is under row-level security, and would find nothing.
ALTER TABLE consent_act NO FORCE ROW LEVEL SECURITY;
ALTER TABLE team_consent NO FORCE ROW LEVEL SECURITY;
ALTER TABLE team_member NO FORCE ROW LEVEL SECURITY;
ALTER TABLE team_card NO FORCE ROW LEVEL SECURITY;
SELECT consents_to_cards();
ALTER TABLE consent_act FORCE ROW LEVEL SECURITY;
ALTER TABLE team_consent FORCE ROW LEVEL SECURITY;
ALTER TABLE team_member FORCE ROW LEVEL SECURITY;
ALTER TABLE team_card FORCE ROW LEVEL SECURITY;
DROP FUNCTION consents_to_cards();

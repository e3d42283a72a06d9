-- What a member may, by the category and the status of the membership: dated rows with their citation.

CREATE TABLE right_kind (
  code       text COLLATE "C" PRIMARY KEY,
  rank       int NOT NULL UNIQUE,
  of_members boolean NOT NULL,   -- false: of those who want to become one
  name_vi    text NOT NULL,
  name_en    text NOT NULL,
  name_zh    text NOT NULL
);
INSERT INTO right_kind VALUES
  ('join',                 0, false, 'Gia nhập công đoàn',                                   'Join the union',                          '加入工会'),
  ('take-part',            1, true,  'Sinh hoạt, được công đoàn đại diện, bảo vệ, chăm lo',  'Take part, be represented and protected', '参加活动，受工会代表和维护'),
  ('found-unit',           2, true,  'Thành lập công đoàn cơ sở, nghiệp đoàn',               'Found a unit',                            '发起成立工会组织'),
  ('nominate',             3, true,  'Đề cử',                                                'Nominate',                                '提名候选人'),
  ('stand-for-office',     4, true,  'Ứng cử, giữ chức vụ công đoàn',                        'Stand for office',                        '参选并担任工会职务'),
  ('elect',                5, true,  'Bầu đại biểu và cơ quan lãnh đạo',                     'Elect delegates and bodies',              '选举代表和领导机构'),
  ('vote-on-organisation', 6, true,  'Biểu quyết về tổ chức công đoàn',                      'Vote on the organisation',                '对组织事项表决');

-- Of each ground the newest row that has begun counts; one that denies outweighs all that grant.
CREATE TABLE right_rule (
  jurisdiction  text NOT NULL CHECK (jurisdiction IN ('vn', 'cn')),
  right_code    text COLLATE "C" NOT NULL REFERENCES right_kind,
  ground        text NOT NULL CHECK (ground IN ('any', 'category', 'status')),
  subject       text COLLATE "C" NOT NULL,   -- which category or status; '' of any
  valid_from    date NOT NULL,
  is_held       boolean NOT NULL,
  citation      text NOT NULL,
  verified      boolean NOT NULL,
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  cancelled_at  timestamptz,
  cancelled_why text,
  CHECK ((ground = 'any') = (subject = ''))
);
CREATE UNIQUE INDEX right_rule_begin ON right_rule (jurisdiction, right_code, ground, subject, valid_from) WHERE cancelled_at IS NULL;

INSERT INTO right_rule
SELECT jurisdiction, code, 'any', '', date '2013-01-01', true, citation, false FROM right_kind CROSS JOIN (VALUES
  ('vn', 'Charter of the Vietnam trade union: rights of members; the text of 2023 was not seen'),
  ('cn', 'Constitution of the Chinese trade unions: rights of members; text not seen')) charter(jurisdiction, citation);

-- What barred from offices so far, and what the same sources say of the other rights.
INSERT INTO right_rule SELECT jurisdiction, 'stand-for-office', 'category', category, valid_from, NOT is_barred, citation, verified FROM office_bar;
DROP TABLE office_bar;
INSERT INTO right_rule VALUES
  ('vn', 'join',       'category', 'foreign', '2013-01-01', false, 'Before the Law on Trade Unions 2024 foreigners could not join', true),
  ('vn', 'join',       'category', 'foreign', '2025-07-01', true,  'Law on Trade Unions 2024: foreigners with a labour contract of 12 months or more join a grass-roots union', true),
  ('vn', 'join',       'category', 'informal', '2025-07-01', true, 'Law on Trade Unions 2024: people without an employment relation may found, join and act', false),
  ('vn', 'found-unit', 'category', 'foreign', '2013-01-01', false, 'Before the Law on Trade Unions 2024 foreigners could not join: that they founded nothing follows from it', false),
  ('vn', 'found-unit', 'category', 'foreign', '2025-07-01', false, 'Law on Trade Unions 2024: a foreigner is neither founder nor officer', true),
  ('vn', 'found-unit', 'category', 'informal', '2025-07-01', true, 'Law on Trade Unions 2024: people without an employment relation may found, join and act', false),
  ('vn', 'found-unit', 'category', 'honorary', '2013-01-01', false, 'Follows from the post that excludes from membership; text not seen', false);
INSERT INTO right_rule
SELECT jurisdiction, code, 'category', 'honorary', date '2013-01-01', false, citation, verified
  FROM unnest(ARRAY['nominate', 'elect', 'vote-on-organisation']) AS code CROSS JOIN (VALUES
  ('vn', 'Guide to the charter: an honorary member has all rights but to vote on the organisation, to nominate, to stand and to elect delegates and bodies', true),
  ('cn', 'No text seen; as in the other jurisdiction', false)) source(jurisdiction, citation, verified);
INSERT INTO right_rule
SELECT 'cn', code, 'status', 'kept', date '2016-12-12', false, citation, false FROM (VALUES
  ('elect',                'A company''s rule: who is retired or laid off keeps the membership, without dues and without a vote'),
  ('vote-on-organisation', 'A company''s rule: who is retired or laid off keeps the membership, without dues and without a vote'),
  ('nominate',             'Taken to go with the vote, which who is kept has not; text not seen'),
  ('stand-for-office',     'Taken to go with the vote, which who is kept has not; text not seen')) kept(code, citation);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON right_kind FROM doanket_app, doanket_worker;
-- The same for everybody and no secret; set only at the root, taken back only before it begins, and never deleted.
REVOKE UPDATE, DELETE, TRUNCATE ON right_rule FROM doanket_app, doanket_worker;
GRANT UPDATE (cancelled_at, cancelled_why) ON right_rule TO doanket_app;

-- Each right of somebody of this category and status on a day, with the one row that decides; none decides where no rule has begun.
CREATE FUNCTION rights_of(of_jurisdiction text, of_category text, of_status text, day date)
  RETURNS TABLE (code text, is_held boolean, ground text, subject text, citation text, verified boolean) LANGUAGE sql STABLE AS $$
  SELECT k.code, coalesce(r.is_held, true), r.ground, r.subject, r.citation, r.verified
    FROM right_kind k LEFT JOIN LATERAL (
      SELECT * FROM (
        SELECT DISTINCT ON (n.ground) n.* FROM right_rule n
         WHERE n.jurisdiction = of_jurisdiction AND n.right_code = k.code AND n.valid_from <= day AND n.cancelled_at IS NULL
           AND (n.ground = 'any' OR n.ground = 'category' AND n.subject = of_category OR n.ground = 'status' AND n.subject = of_status)
         ORDER BY n.ground, n.valid_from DESC) newest
      ORDER BY newest.is_held, array_position(ARRAY['category', 'status', 'any'], newest.ground) LIMIT 1
    ) r ON true
$$;

-- As what somebody was a member on a day; no row before the membership began. See members_on.
CREATE FUNCTION member_on(wanted uuid, day date) RETURNS TABLE (category text, status text) LANGUAGE sql STABLE AS $$
  SELECT coalesce(l.was ->> 'category', m.category), coalesce(l.was ->> 'status', m.status)
    FROM member m LEFT JOIN LATERAL (
      SELECT jsonb_object_agg(c.key, c.value -> 0 ORDER BY e.effective DESC, e.version DESC) AS was
        FROM member_event e CROSS JOIN LATERAL jsonb_each(e.detail) c
       WHERE e.member_id = m.id AND e.version > 1 AND e.effective > day AND c.key IN ('category', 'status') AND jsonb_typeof(c.value) = 'array'
    ) l ON true
   WHERE m.id = wanted AND m.joined_on <= day
$$;

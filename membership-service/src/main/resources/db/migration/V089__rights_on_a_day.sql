-- Delegates to a congress are elected too, but hold no office: a right of its own, since the law bars foreigners from offices and says nothing of delegates.
INSERT INTO right_kind VALUES
  ('stand-as-delegate', 8, true, 'Được bầu làm đại biểu đại hội', 'Stand as a delegate to a congress', '当选代表大会代表');
INSERT INTO right_rule (jurisdiction, right_code, ground, subject, valid_from, is_held, citation, verified) VALUES
  ('vn', 'stand-as-delegate', 'any', '', '2013-01-01', true, 'Charter of the Vietnam trade union: rights of members; the text of 2023 was not seen', false),
  ('cn', 'stand-as-delegate', 'any', '', '2013-01-01', true, 'Constitution of the Chinese trade unions: rights of members; text not seen', false),
  ('vn', 'stand-as-delegate', 'category', 'honorary', '2013-01-01', false,
   'Guide to the charter: an honorary member has all rights but to vote on the organisation, to nominate, to stand and to elect delegates and bodies', true),
  ('cn', 'stand-as-delegate', 'category', 'honorary', '2013-01-01', false, 'No text seen; as in the other jurisdiction', false),
  ('cn', 'stand-as-delegate', 'status', 'kept', '2016-12-12', false, 'Taken to go with the vote, which who is kept has not; text not seen', false);

-- Each right of a member on a day, by the category and the status of that day and the rules of that day: the one answer for elections, foundings,
-- delegates and votes. Who was no member then has none, and no rule need say so.
CREATE FUNCTION rights_on(wanted uuid, of_jurisdiction text, day date)
  RETURNS TABLE (code text, is_held boolean, ground text, subject text, citation text, verified boolean) LANGUAGE sql STABLE AS $$
  SELECT r.code, r.is_held AND coalesce(s.is_open, false), CASE WHEN s.is_open THEN r.ground ELSE 'no-membership' END,
         CASE WHEN s.is_open THEN r.subject END, CASE WHEN s.is_open THEN r.citation END, CASE WHEN s.is_open THEN r.verified END
    FROM (SELECT) AS once LEFT JOIN member_on(wanted, day) o ON true LEFT JOIN member_status s ON s.code = o.status
   CROSS JOIN LATERAL rights_of(of_jurisdiction, o.category, o.status, day) r
$$;

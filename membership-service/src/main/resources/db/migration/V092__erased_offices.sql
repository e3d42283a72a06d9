-- What an erasure leaves of who held an office, told before it is asked for.
INSERT INTO retention_rule (jurisdiction, code, valid_from, what_vi, what_en, what_zh, citation, verified, is_kept)
SELECT jurisdiction, code, date '2013-01-01', what_vi, what_en, what_zh, citation, false, true FROM unnest(ARRAY['vn', 'cn']) AS jurisdiction CROSS JOIN (VALUES
  ('offices', 'Chức vụ, tổ đội và tư cách đại biểu đã có, cùng ngày tháng: để biết ai đã quyết định theo tư cách nào, dưới bí danh',
   'Offices, teams and delegations that were held, with their days: so that what was decided then stays explicable, under the pseudonym',
   '曾任职务、所属队伍和代表资格及其日期：以便当时的决定可以追溯，以化名保存', 'Our own rule: what a body decided must stay explicable'),
  ('accounts', 'Tên tài khoản của người từng giữ chức vụ: để vai trò đã hết không dùng lại được',
   'The account by which somebody held an office: so that a role that has ended is not good again',
   '曾任职务者的账号：防止已终止的权限被再次使用', 'Our own rule: who no longer holds an office must go on being known as such')
) kept(code, what_vi, what_en, what_zh, citation);

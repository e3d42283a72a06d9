-- Who was hired through the union; a hiring that was taken back counts no more.
INSERT INTO binding VALUES
  ('jobs-placed', 'membership.placement', NULL, '{/unitId}', '{/day}', NULL, NULL, '/state', '{annulled}', 'count', false,
   'Người được giới thiệu có việc làm', 'People placed in jobs', '帮扶就业人数');

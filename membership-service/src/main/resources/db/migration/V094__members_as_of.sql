-- Who was a member on a day is worked out for those alone who come into question: by what they are now, or by what an event since that day says
-- they were. See docs/decisions/member-search.md.
CREATE INDEX member_event_unit_before ON member_event ((detail -> 'unitId' ->> 0), effective)
  WHERE version > 1 AND jsonb_typeof(detail -> 'unitId') = 'array';
CREATE INDEX member_event_status_before ON member_event ((detail -> 'status' ->> 0), effective)
  WHERE version > 1 AND jsonb_typeof(detail -> 'status') = 'array';
CREATE INDEX member_event_category_before ON member_event ((detail -> 'category' ->> 0), effective)
  WHERE version > 1 AND jsonb_typeof(detail -> 'category') = 'array';
-- There were two of the same.
DROP INDEX member_event_effective;

-- Tallies as of a day look for what has changed since. Admissions, the most of all events, are told by the member's own row.
CREATE INDEX member_event_effective ON member_event (effective) WHERE version > 1;

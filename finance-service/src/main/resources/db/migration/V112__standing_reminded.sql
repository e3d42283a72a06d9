-- What a member was reminded of last, as it was told with his standing: the whole state can be told again.
ALTER TABLE member_standing ADD COLUMN reminded jsonb;

-- Which employers a union had when.
CREATE INDEX employer_state_union ON employer_state (union_id);

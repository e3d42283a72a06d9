-- Who corrects what can be asked says which version of it he has seen.
ALTER TABLE request_kind ADD COLUMN version bigint NOT NULL DEFAULT 1;

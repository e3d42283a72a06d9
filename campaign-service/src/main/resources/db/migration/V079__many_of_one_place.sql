-- Rows of a sheet that are all of one unit are too many to be compared pair by pair.
CREATE INDEX model_import_row_name ON model_import_row USING gin (search_name gin_trgm_ops) WITH (fastupdate = off);

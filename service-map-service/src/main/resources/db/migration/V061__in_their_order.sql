-- Everybody reads counts of days, and open points, a page at a time and in this order: without an index in it each page sorts those of the whole country.
CREATE INDEX visit_day_order ON visit_day (day, point_id, unit_id, kind);
CREATE INDEX visit_entry_order ON visit_entry (day, id);
CREATE INDEX service_point_open ON service_point (id) WHERE state = 'open';

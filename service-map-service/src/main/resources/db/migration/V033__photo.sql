-- Pictures of service points, made small and without what cameras write into them. Not among the point's own columns: they are read one by one.
CREATE TABLE service_point_photo (
  id         uuid PRIMARY KEY,
  point_id   uuid NOT NULL REFERENCES service_point,
  width      int NOT NULL,
  height     int NOT NULL,
  image      bytea NOT NULL,  -- JPEG
  thumbnail  bytea NOT NULL,  -- JPEG
  tag        text NOT NULL,   -- of the image's content
  added_at   timestamptz NOT NULL
);
CREATE INDEX service_point_photo_point ON service_point_photo (point_id, id);
-- JPEG does not get smaller by another compression.
ALTER TABLE service_point_photo ALTER image SET STORAGE EXTERNAL, ALTER thumbnail SET STORAGE EXTERNAL;

ALTER TABLE service_point_photo ENABLE ROW LEVEL SECURITY;
ALTER TABLE service_point_photo FORCE ROW LEVEL SECURITY;
CREATE POLICY public_map ON service_point_photo FOR SELECT TO doanket_app USING (true);
CREATE POLICY add_in_scope ON service_point_photo FOR INSERT TO doanket_app WITH CHECK (EXISTS (SELECT FROM service_point p WHERE p.id = point_id
  AND p.path >= doanket.scope_from() AND p.path < doanket.scope_to()));
CREATE POLICY remove_in_scope ON service_point_photo FOR DELETE TO doanket_app USING (EXISTS (SELECT FROM service_point p WHERE p.id = point_id
  AND p.path >= doanket.scope_from() AND p.path < doanket.scope_to()));
CREATE POLICY background ON service_point_photo TO doanket_worker USING (true);
REVOKE UPDATE ON service_point_photo FROM doanket_app;

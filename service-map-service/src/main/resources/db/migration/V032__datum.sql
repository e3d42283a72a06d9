-- What coordinates in a file mean: the parameters are data, so that an authority's better ones need no release.
CREATE TABLE datum (
  code       text PRIMARY KEY CHECK (code ~ '^[a-z0-9-]{1,40}$'),
  name       text NOT NULL,
  definition text,             -- in the syntax of PROJ; null where an algorithm tells
  projected  boolean NOT NULL, -- metres in a plane; else degrees
  provinces  text[] NOT NULL DEFAULT '{}',
  citation   text NOT NULL,
  verified   boolean NOT NULL,
  position   int NOT NULL UNIQUE
);
INSERT INTO datum (code, name, definition, projected, citation, verified, position) VALUES
  ('wgs84', 'WGS 84', NULL, false, 'EPSG:4326', true, 1),
  ('gcj02', 'GCJ-02', NULL, false, 'No official text is public; the algorithm as published by others since 2010', false, 2),
  ('bd09', 'BD-09', NULL, false, 'The formula as published by Baidu''s users', false, 3),
  ('vn2000', 'VN-2000',
   '+proj=longlat +ellps=WGS84 +towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278 +no_defs', false,
   'Quyết định 05/2007/QĐ-BTNMT, read as EPSG:4756 with EPSG:6960 in PROJ 9.5; programs in Viet Nam differ over the sign of the three rotations (0.6 m)', false, 4);

-- Land papers are in zones of three degrees about a meridian that each province has.
INSERT INTO datum (code, name, definition, projected, provinces, citation, verified, position)
SELECT 'vn2000-tm3-' || zone, 'VN-2000 / TM-3 ' || zone, '+proj=tmerc +lat_0=0 +lon_0=' || meridian || ' +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 '
  '+towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278 +units=m +no_defs', true, provinces::text[],
  'Meridians by province: Thông tư 973/2001/TT-TCĐC, from memory; parameters as of vn2000', false, 4 + row_number() OVER (ORDER BY meridian)
FROM (VALUES
  ('103-00', 103, '{"Lai Châu", "Điện Biên"}'),
  ('104-00', 104, '{"Sơn La"}'),
  ('104-30', 104.5, '{"Kiên Giang", "Cà Mau"}'),
  ('104-45', 104.75, '{"Lào Cai", "Yên Bái", "Nghệ An", "Phú Thọ", "An Giang"}'),
  ('105-00', 105, '{"Thanh Hóa", "Vĩnh Phúc", "Hà Nội", "Đồng Tháp", "Cần Thơ", "Hậu Giang", "Bạc Liêu", "Ninh Bình", "Hà Nam"}'),
  ('105-30', 105.5, '{"Hà Giang", "Hải Dương", "Hà Tĩnh", "Bắc Ninh", "Hưng Yên", "Thái Bình", "Nam Định", "Tây Ninh", "Vĩnh Long", "Sóc Trăng", "Trà Vinh"}'),
  ('105-45', 105.75, '{"Cao Bằng", "Long An", "Tiền Giang", "Bến Tre", "Hải Phòng", "Hồ Chí Minh", "Bình Dương"}'),
  ('106-00', 106, '{"Tuyên Quang", "Hòa Bình", "Quảng Bình"}'),
  ('106-15', 106.25, '{"Quảng Trị", "Bình Phước"}'),
  ('106-30', 106.5, '{"Bắc Kạn", "Thái Nguyên"}'),
  ('107-00', 107, '{"Bắc Giang", "Thừa Thiên Huế"}'),
  ('107-15', 107.25, '{"Lạng Sơn"}'),
  ('107-30', 107.5, '{"Kon Tum"}'),
  ('107-45', 107.75, '{"Quảng Ninh", "Đồng Nai", "Bà Rịa - Vũng Tàu", "Quảng Nam", "Lâm Đồng", "Đà Nẵng"}'),
  ('108-00', 108, '{"Quảng Ngãi"}'),
  ('108-15', 108.25, '{"Ninh Thuận", "Khánh Hòa", "Bình Định"}'),
  ('108-30', 108.5, '{"Đắk Lắk", "Đắk Nông", "Phú Yên", "Gia Lai", "Bình Thuận"}')
) AS zones (zone, meridian, provinces);
REVOKE INSERT, UPDATE, DELETE ON datum FROM doanket_app;

ALTER TABLE point_import DROP CONSTRAINT point_import_datum_check, ADD FOREIGN KEY (datum) REFERENCES datum;

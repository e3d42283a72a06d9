-- How "within 15 minutes" is estimated where no street network is loaded: straight-line distance times the detour factor,
-- at the mode's speed. Data, since towns differ; each row says where its numbers come from and travels with the answer.

CREATE TABLE travel_mode (
  code          text PRIMARY KEY,
  speed_kmh     numeric(4, 1) NOT NULL CHECK (speed_kmh > 0),
  detour_factor numeric(4, 2) NOT NULL CHECK (detour_factor >= 1),
  source        text NOT NULL
);
REVOKE INSERT, UPDATE, DELETE ON travel_mode FROM doanket_app;

INSERT INTO travel_mode (code, speed_kmh, detour_factor, source) VALUES
  ('foot', 4.8, 1.38, 'Factor from Hanoi, Dong Da, all ways (OpenStreetMap 2023): 47.3 % of the network inside the '
    'straight-line circle is out of reach on foot, and 1/sqrt(1 - 0.473) = 1.38. Speed: an assumption.'),
  ('bicycle', 15.0, 1.23, 'Factor from Hanoi, drive network (OpenStreetMap 2025): 34.3 % of the network inside the '
    'straight-line circle is out of reach by bicycle, and 1/sqrt(1 - 0.343) = 1.23. Speed: an assumption.'),
  ('motorbike', 25.0, 1.30, 'Assumption: one-way streets make detours longer than by bicycle. Speed: an assumption for '
    'towns by day, signals and traffic included.');

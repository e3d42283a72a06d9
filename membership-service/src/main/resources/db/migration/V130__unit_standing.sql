-- Small replica of what finance says of a unit's dues, month by month: officers of units see in membership how far theirs are paid.
CREATE TABLE unit_standing (
  unit_id   uuid NOT NULL,
  month     date NOT NULL CHECK (extract(day FROM month) = 1),
  currency  text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  assessed  bigint NOT NULL,                                     -- minor units
  collected bigint NOT NULL DEFAULT 0,
  told_at   timestamptz NOT NULL,
  PRIMARY KEY (unit_id, month)
);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON unit_standing FROM doanket_app;
CALL doanket.scope_by_unit('unit_standing');

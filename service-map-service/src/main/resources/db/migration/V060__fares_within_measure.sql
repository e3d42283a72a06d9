-- Fares beyond all measure could be set once, and each call of their team failed while the price was reckoned. They are taken back: the row before holds
-- again, or none, and then it is said that there is none. No ride was agreed by one that cannot be reckoned; of the others each ride keeps its own price.
ALTER TABLE ride_fare NO FORCE ROW LEVEL SECURITY;
UPDATE ride_fare SET cancelled_at = now(), cancelled_why = 'Beyond the most that a fare may be; set it anew'
 WHERE cancelled_at IS NULL AND (first_metres > 100000 OR first_amount > 1000000000 OR km_amount > 1000000000 OR rounded_to > 1000000);
ALTER TABLE ride_fare FORCE ROW LEVEL SECURITY;
ALTER TABLE ride_fare ADD CONSTRAINT ride_fare_within_measure CHECK (cancelled_at IS NOT NULL
  OR first_metres <= 100000 AND first_amount <= 1000000000 AND km_amount <= 1000000000 AND rounded_to <= 1000000);

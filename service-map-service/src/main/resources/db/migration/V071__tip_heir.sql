-- What lies in the room of a unit that is no more goes to its heir, and stays sealed under the key of the room in which it was left: nobody opens it on the way.
-- The heir may have had no room. Then it has one that takes no tips until its officer opens it.
ALTER TABLE tips.room ALTER COLUMN opened_on DROP NOT NULL;
-- Who goes on with it; where that ended too, who goes on with that.
ALTER TABLE tips.room ADD COLUMN heir_id uuid REFERENCES tips.room CHECK (heir_id <> unit_id);
CREATE INDEX room_heir ON tips.room (heir_id);

-- In whose room it was left, under whose key it therefore lies. Policies hold for the owner too, and show him no row.
ALTER TABLE tips.tip NO FORCE ROW LEVEL SECURITY;
ALTER TABLE tips.tip ADD COLUMN left_in uuid REFERENCES tips.room;
UPDATE tips.tip SET left_in = unit_id;
ALTER TABLE tips.tip ALTER COLUMN left_in SET NOT NULL;
ALTER TABLE tips.tip FORCE ROW LEVEL SECURITY;

DROP POLICY slot ON tips.tip;
CREATE POLICY slot ON tips.tip FOR INSERT TO doanket_app WITH CHECK (state = 'received' AND left_in = unit_id);
-- What was done with a tip is read by whose it is now; it is never rewritten.
DROP POLICY own_select ON tips.step;
CREATE POLICY own_select ON tips.step FOR SELECT TO doanket_app USING (tip_id IN (SELECT t.id FROM tips.tip t WHERE t.unit_id = (SELECT tips.room_of_caller())));
DROP POLICY own_select ON tips.trail;
CREATE POLICY own_select ON tips.trail FOR SELECT TO doanket_app USING (unit_id IN (SELECT r.unit_id FROM tips.room r
  WHERE coalesce(r.heir_id, r.unit_id) = (SELECT tips.room_of_caller())));

GRANT UPDATE (opened_on, heir_id) ON tips.room TO doanket_app;
-- Background work carries what it cannot read: whose it is, and nothing else, is changed by it.
GRANT SELECT (unit_id, heir_id), INSERT (unit_id, wrapped), UPDATE (heir_id) ON tips.room TO doanket_worker;
GRANT SELECT (unit_id), UPDATE (unit_id) ON tips.tip, tips.statement, tips.source TO doanket_worker;
GRANT INSERT ON tips.trail TO doanket_worker;

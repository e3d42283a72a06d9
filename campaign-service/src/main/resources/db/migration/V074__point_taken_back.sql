-- A point that was merged into another or whose import was undone has opened never: the map tells it with no day of opening, and what was
-- counted of it is taken back. void_without: what has nothing at only_at counts no more, and does not only count not yet.
ALTER TABLE binding ADD void_without boolean NOT NULL DEFAULT false;
UPDATE binding SET void_without = true, void_at = '/state', void_values = '{withdrawn,merged}' WHERE code = 'points-opened';

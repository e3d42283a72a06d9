package org.doanket.servicemap.intake;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.job.Purge;

/** Imports leave when nobody has worked on them for long enough. Their points stay, but from then on they cannot be undone. */
class PointImportPurge {

    @Produces
    @Singleton
    Purge rested() {
        return new Purge("imports of service points", """
                WITH due AS (SELECT id FROM point_import WHERE state NOT IN ('committing', 'undoing')
                               AND doanket.is_due('staged-import', created_at, id) LIMIT 1 FOR UPDATE SKIP LOCKED),
                  given AS (DELETE FROM point_import_row WHERE import_id IN (SELECT id FROM due)),
                  pieces AS (DELETE FROM point_import_piece WHERE import_id IN (SELECT id FROM due))
                DELETE FROM point_import WHERE id IN (SELECT id FROM due)""");
    }
}

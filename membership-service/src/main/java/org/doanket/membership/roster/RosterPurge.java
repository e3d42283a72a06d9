package org.doanket.membership.roster;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.job.Purge;

/** Rosters leave, sealed sheet and rows, when nobody has worked on them for long enough. Members stay, but the import cannot be undone then. */
class RosterPurge {

    @Produces
    @Singleton
    Purge rested() {
        return new Purge("rosters", """
                WITH due AS (SELECT id FROM roster_import WHERE roster_standing(state, job_id) NOT IN ('committing', 'undoing')
                               AND doanket.is_due('staged-import', created_at, id) LIMIT 1 FOR UPDATE SKIP LOCKED),
                  staged AS (DELETE FROM roster_row WHERE import_id IN (SELECT id FROM due))
                DELETE FROM roster_import WHERE id IN (SELECT id FROM due)""");
    }
}

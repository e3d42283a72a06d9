package org.doanket.finance;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.job.Purge;

/** What remains of sheets when nobody has worked on them for long enough. */
class SheetImportPurge {

    /** Together with its file and its faulty rows; one that was taken over stays, for what it brought names it. */
    @Produces
    @Singleton
    Purge abandonedSheets() {
        return new Purge("abandoned sheets", """
                WITH due AS (SELECT id, no FROM sheet_import WHERE state <> 'committed'
                             AND doanket.is_due('staged-import', created_at, id) LIMIT 1 FOR UPDATE SKIP LOCKED),
                  files AS (DELETE FROM upload WHERE id IN (SELECT id FROM due)),
                  faults AS (DELETE FROM sheet_fault WHERE import_no IN (SELECT no FROM due))
                DELETE FROM sheet_import WHERE id IN (SELECT id FROM due)""");
    }

    @Produces
    @Singleton
    Purge faultyRowsOfSheets() {
        return new Purge("faulty rows of sheets", """
                DELETE FROM sheet_fault WHERE import_no = (SELECT no FROM sheet_import i
                  WHERE EXISTS (SELECT FROM sheet_fault f WHERE f.import_no = i.no)
                    AND doanket.is_due('staged-import', created_at, id) LIMIT 1)""");
    }
}

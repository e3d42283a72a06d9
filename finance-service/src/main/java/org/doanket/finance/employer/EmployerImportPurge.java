package org.doanket.finance.employer;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.job.Purge;

/** What remains of sheets of employers when nobody has worked on them for long enough. */
class EmployerImportPurge {

    /** Together with its file and its faulty rows. */
    @Produces
    @Singleton
    Purge abandonedSheets() {
        return new Purge("abandoned sheets of employers", """
                WITH due AS (SELECT id, no FROM employer_import WHERE state <> 'committed'
                             AND doanket.is_due('staged-import', created_at, id) LIMIT 1 FOR UPDATE SKIP LOCKED),
                  files AS (DELETE FROM upload WHERE id IN (SELECT id FROM due)),
                  faults AS (DELETE FROM employer_fault WHERE import_no IN (SELECT no FROM due))
                DELETE FROM employer_import WHERE id IN (SELECT id FROM due)""");
    }

    @Produces
    @Singleton
    Purge faultyRows() {
        return new Purge("faulty rows of sheets of employers", """
                DELETE FROM employer_fault WHERE import_no = (SELECT no FROM employer_import i
                  WHERE EXISTS (SELECT FROM employer_fault f WHERE f.import_no = i.no)
                    AND doanket.is_due('staged-import', created_at, id) LIMIT 1)""");
    }
}

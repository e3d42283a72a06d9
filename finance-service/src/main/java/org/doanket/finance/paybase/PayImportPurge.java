package org.doanket.finance.paybase;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.job.Purge;

/** What remains of pay files when nobody has worked on them for long enough. */
class PayImportPurge {

    /** Together with its file and its faulty rows; one that was taken over is part of the books and stays. */
    @Produces
    @Singleton
    Purge abandoned() {
        return new Purge("abandoned pay imports", """
                WITH due AS (SELECT id, no FROM pay_import WHERE state IN ('waiting', 'previewed') AND doanket.is_due('staged-import', created_at, id)
                             LIMIT 1 FOR UPDATE SKIP LOCKED),
                  files AS (DELETE FROM upload WHERE id IN (SELECT id FROM due)),
                  faults AS (DELETE FROM pay_fault WHERE import_no IN (SELECT no FROM due))
                DELETE FROM pay_import WHERE id IN (SELECT id FROM due)""");
    }

    /** Of a file that was taken over these are what remains of what people earn, cell by cell. */
    @Produces
    @Singleton
    Purge faulty() {
        return new Purge("faulty rows of pay imports", """
                DELETE FROM pay_fault WHERE import_no = (SELECT no FROM pay_import i WHERE EXISTS (SELECT FROM pay_fault f WHERE f.import_no = i.no)
                  AND doanket.is_due('staged-import', created_at, id) LIMIT 1)""");
    }
}

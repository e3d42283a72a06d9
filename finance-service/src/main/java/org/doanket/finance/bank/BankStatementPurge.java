package org.doanket.finance.bank;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.job.Purge;

/** Statements that could never be booked leave with their file; a booked one has let go of its file and is part of the books. */
class BankStatementPurge {

    @Produces
    @Singleton
    Purge unbooked() {
        return new Purge("unbooked bank statements", """
                WITH due AS (SELECT id FROM bank_statement WHERE state <> 'booked' AND doanket.is_due('staged-import', created_at, id)
                             LIMIT 1 FOR UPDATE SKIP LOCKED),
                  files AS (DELETE FROM upload WHERE id IN (SELECT id FROM due))
                DELETE FROM bank_statement WHERE id IN (SELECT id FROM due)""");
    }
}

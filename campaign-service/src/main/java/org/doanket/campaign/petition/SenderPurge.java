package org.doanket.campaign.petition;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.job.Purge;

/**
 * Who sent a petition and is no member is forgotten so many days after it was closed, and not while it may be opened again. The petition stays, with its
 * topic, its days and its answer, and counts as before.
 */
class SenderPurge {

    @Produces
    @Singleton
    Purge closed() {
        return new Purge("senders of petitions", """
                WITH gone AS (UPDATE petition SET sender_key = NULL, sender_sealed = NULL, version = version + 1 WHERE id IN (SELECT id FROM petition
                    WHERE state = 'closed' AND sender_sealed IS NOT NULL AND member_id IS NULL AND closed_on < doanket.kept_since('petition-sender')::date
                      AND reopen_until < current_date LIMIT 500 FOR UPDATE SKIP LOCKED) RETURNING id, unit_id)
                INSERT INTO petition_step (id, petition_id, step, from_unit, taken_by, taken_at)
                SELECT uuidv7(), id, 'sender-forgotten', unit_id, 'retention', now() FROM gone""");
    }
}

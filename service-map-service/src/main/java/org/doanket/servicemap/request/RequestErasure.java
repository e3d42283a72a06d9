package org.doanket.servicemap.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.doanket.platform.job.Purge;
import org.doanket.platform.security.PersonErased;
import org.doanket.platform.sql.Sql;

/** What was asked and answered goes with its key, when the person is to be forgotten or when it has rested long enough; that there was a request stays. */
@ApplicationScoped
class RequestErasure {

    private static final String EMPTIED = "wrapped = NULL, name = NULL, contact = NULL, subject = NULL, answer = NULL, rating_note = NULL, member_id = NULL";

    private static final String IS_OPEN = "state IN ('received', 'accepted')";

    void forget(@Observes PersonErased gone) throws SQLException {
        gone.replace("request-attachments", Sql.of("DELETE FROM request_attachment a USING service_request r WHERE r.id = a.request_id AND r.member_id = ?",
                gone.person()));
        gone.replace("request-reasons", Sql.of("DELETE FROM request_step_reason n USING service_request r WHERE r.id = n.request_id AND r.member_id = ?",
                gone.person()));
        // Nobody can answer words that are gone: what was still open is as if he had withdrawn it.
        gone.replace("service-requests", Sql.of("WITH steps AS (INSERT INTO request_step (request_id, unit_id, step, at) SELECT id, unit_id, 'withdrawn', now() "
                + "FROM service_request WHERE member_id = ? AND " + IS_OPEN + ") UPDATE service_request SET " + EMPTIED + ", ended_at = coalesce(ended_at, now()), "
                + "state = CASE WHEN " + IS_OPEN + " THEN 'withdrawn' ELSE state END, version = version + 1 WHERE member_id = ?", gone.person(), gone.person()));
    }

    @Produces
    @Singleton
    Purge rested() {
        return new Purge("words and papers of service requests", """
                WITH due AS (SELECT id FROM service_request WHERE wrapped IS NOT NULL AND ended_at < doanket.kept_since('service-request')
                               LIMIT 100 FOR UPDATE SKIP LOCKED),
                  papers AS (DELETE FROM request_attachment WHERE request_id IN (SELECT id FROM due)),
                  reasons AS (DELETE FROM request_step_reason WHERE request_id IN (SELECT id FROM due))
                UPDATE service_request SET\s""" + EMPTIED + " WHERE id IN (SELECT id FROM due)");
    }
}

package org.doanket.membership.application;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import org.doanket.membership.PersonForgotten;
import org.doanket.platform.job.Purge;
import org.doanket.platform.sql.Sql;

/** Takes the person out of applications: at his own wish, or when it was kept for long enough. What was decided stays. */
@ApplicationScoped
class ApplicationErasure {

    private static final String EMPTIED = "key = NULL, person = NULL, national_id_index = NULL, consent_proof = NULL, reason = NULL, "
            + "faulty_fields = '{}', emptied_at = now(), version = version + 1 WHERE emptied_at IS NULL AND ";
    private static final String EMPTY = "UPDATE application SET " + EMPTIED;

    /** Before the file loses its blind index: by that the person's earlier applications are found, wherever they were refused. */
    void forget(@Observes @Priority(Interceptor.Priority.APPLICATION) PersonForgotten gone) throws SQLException {
        Sql.of(EMPTY + "(member_id = ? OR state NOT IN ('received', 'returned') AND national_id_index = (SELECT m.national_id_index FROM member m "
                + "WHERE m.id = ?))", gone.member(), gone.member()).run(gone.connection());
    }

    @Produces
    @Singleton
    Purge closed() {
        return new Purge("applications", EMPTY + "id IN (SELECT id FROM application WHERE state IN ('refused', 'withdrawn') AND emptied_at IS NULL "
                + "AND decided_at < doanket.kept_since('membership-application') LIMIT 1000 FOR UPDATE SKIP LOCKED)");
    }

    /** Who was asked to correct his form and has not for as long has given it up. */
    @Produces
    @Singleton
    Purge givenUp() {
        return new Purge("returned applications", "UPDATE application SET state = 'withdrawn', decided_at = now(), " + EMPTIED + "id IN (SELECT id FROM application "
                + "WHERE state = 'returned' AND returned_at < doanket.kept_since('membership-application') LIMIT 1000 FOR UPDATE SKIP LOCKED)");
    }

    /** Whose form is in the file of the member by now. */
    @Produces
    @Singleton
    Purge taken() {
        return new Purge("admitted applications", EMPTY + "id IN (SELECT id FROM application WHERE state IN ('admitted', 'transferred') AND emptied_at IS NULL "
                + "AND decided_at < doanket.kept_since('admitted-application') LIMIT 1000 FOR UPDATE SKIP LOCKED)");
    }
}

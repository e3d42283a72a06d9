package org.doanket.finance.grant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.doanket.platform.security.PersonErased;
import org.doanket.platform.sql.Sql;

/** What was granted stays with a pseudonym; reasons and papers, which tell of illness and need, go. */
@ApplicationScoped
class GrantErasure {

    void forget(@Observes PersonErased gone) throws SQLException {
        gone.replace("grant-evidence", Sql.of("DELETE FROM grant_evidence e USING grant_application a, member_ref m WHERE a.id = "
                + "e.application_id AND m.no = a.member_no AND m.id = ?", gone.person()));
        gone.replace("grant-applications", Sql.of("UPDATE grant_application a SET reason = '', decision_note = NULL FROM member_ref m "
                + "WHERE m.no = a.member_no AND m.id = ?", gone.person()));
    }
}

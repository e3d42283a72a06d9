package org.doanket.campaign.supervision;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.doanket.platform.security.PersonErased;
import org.doanket.platform.sql.Sql;

/** Who sat in a team stays there under a pseudonym. */
@ApplicationScoped
class SupervisionErasure {

    void forget(@Observes PersonErased gone) throws SQLException {
        gone.replace("supervision-teams", Sql.of("UPDATE supervision_team SET name = ? WHERE member_id = ? AND name <> ?", gone.pseudonym(), gone.person(),
                gone.pseudonym()));
    }
}

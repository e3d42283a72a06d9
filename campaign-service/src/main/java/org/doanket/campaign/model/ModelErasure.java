package org.doanket.campaign.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.doanket.platform.security.PersonErased;
import org.doanket.platform.sql.Sql;

/** Who holds a model holds it on under a pseudonym, and is named in public no longer. */
@ApplicationScoped
class ModelErasure {

    void forget(@Observes PersonErased gone) throws SQLException {
        gone.replace("models", Sql.of("UPDATE good_practice_model SET holder = ?, holder_public = false, version = version + 1 WHERE holder_member = ? "
                + "AND holder IS DISTINCT FROM ?", gone.pseudonym(), gone.person(), gone.pseudonym()));
    }
}

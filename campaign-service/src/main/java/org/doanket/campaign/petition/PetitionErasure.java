package org.doanket.campaign.petition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.doanket.platform.security.PersonErased;
import org.doanket.platform.sql.Sql;

/** Who sent a petition is forgotten; what he asked for stays with those who had to answer it. */
@ApplicationScoped
class PetitionErasure {

    void forget(@Observes PersonErased gone) throws SQLException {
        gone.replace("petitions", Sql.of("UPDATE petition SET sender_key = NULL, sender_sealed = NULL, member_id = NULL, receipt_index = NULL, version = version + 1 "
                + "WHERE member_id = ?", gone.person()));
    }
}

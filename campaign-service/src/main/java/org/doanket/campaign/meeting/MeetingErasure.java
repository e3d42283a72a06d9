package org.doanket.campaign.meeting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.doanket.platform.security.PersonErased;
import org.doanket.platform.sql.Sql;

/** Who was there stays there under a pseudonym. Sealed minutes that name him are taken away, and made and sealed anew when next asked for. */
@ApplicationScoped
class MeetingErasure {

    void forget(@Observes PersonErased gone) throws SQLException {
        gone.replace("meeting-minutes", Sql.of("DELETE FROM meeting_minutes s USING invitation i WHERE i.meeting_id = s.meeting_id AND i.member_id = ? "
                + "AND i.name <> ?", gone.person(), gone.pseudonym()));
        gone.replace("invitations", Sql.of("UPDATE invitation SET name = ?, reason = NULL, office = NULL WHERE member_id = ? AND name <> ?", gone.pseudonym(),
                gone.person(), gone.pseudonym()));
    }
}

package org.doanket.membership.team;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.doanket.membership.PersonForgotten;
import org.doanket.platform.sql.Sql;

/** That somebody was in a team stays, under the pseudonym, and what he was given and brought back; his words on the card go, and others' on him. */
@ApplicationScoped
class TeamErasure {

    void forget(@Observes PersonForgotten gone) throws SQLException {
        Sql.of("UPDATE team_member SET left_reason = CASE WHEN " + PersonForgotten.isCode("left_reason") + " THEN left_reason END, version = version + 1 "
                + "WHERE member_id = ?", gone.member()).run(gone.connection());
        Sql.of("UPDATE team_consent SET proof = 'erased', withdrawn_at = coalesce(withdrawn_at, now()) "
                + "WHERE team_member_id IN (SELECT p.id FROM team_member p WHERE p.member_id = ?)", gone.member()).run(gone.connection());
        Sql.of("UPDATE team_card SET name = NULL, phone = NULL WHERE person_id = ?", gone.member()).run(gone.connection());
    }
}

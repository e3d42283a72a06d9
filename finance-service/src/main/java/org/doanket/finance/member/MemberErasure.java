package org.doanket.finance.member;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.doanket.platform.security.PersonErased;
import org.doanket.platform.sql.Sql;

/** Puts the pseudonym where the replica has name and code. Charges and the ledger know a member by number only, and stay. */
@ApplicationScoped
class MemberErasure {

    void forget(@Observes PersonErased gone) throws SQLException {
        gone.replace("members", Sql.of("UPDATE member_ref SET display_name = ?, code = ? WHERE id = ?", gone.pseudonym(), gone.pseudonym(), gone.person()));
    }
}

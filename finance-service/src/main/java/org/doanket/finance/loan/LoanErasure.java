package org.doanket.finance.loan;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.doanket.platform.security.PersonErased;
import org.doanket.platform.sql.Sql;

/** The amounts stay with a pseudonym; what the loan was for, and why it was refused, goes. */
@ApplicationScoped
class LoanErasure {

    void forget(@Observes PersonErased gone) throws SQLException {
        gone.replace("loan-referrals", Sql.of("UPDATE loan_referral l SET purpose = '', note = NULL FROM member_ref m WHERE m.no = "
                + "l.member_no AND m.id = ?", gone.person()));
    }
}

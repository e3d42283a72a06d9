package org.doanket.finance.loan;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.doanket.platform.security.PersonErased;
import org.doanket.platform.sql.Sql;

/** The amounts stay with a pseudonym; what the loan was for, and why it was refused, rescheduled or written off, goes. */
@ApplicationScoped
class LoanErasure {

    void forget(@Observes PersonErased gone) throws SQLException {
        gone.replace("loan-referrals", Sql.of("UPDATE loan_referral l SET purpose = '', note = NULL, written_off_why = NULL FROM member_ref m WHERE m.no = "
                + "l.member_no AND m.id = ?", gone.person()));
        gone.replace("loan-schedules", Sql.of("UPDATE loan_schedule s SET why = NULL FROM loan_referral l JOIN member_ref m ON m.no = l.member_no "
                + "WHERE s.loan_id = l.id AND s.why IS NOT NULL AND m.id = ?", gone.person()));
    }
}

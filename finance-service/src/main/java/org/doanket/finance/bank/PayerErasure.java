package org.doanket.finance.bank;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.doanket.platform.security.PersonErased;
import org.doanket.platform.sql.Sql;

/** Takes the payer out of the bank's lines that have paid what was asked of him; the amounts and their reference stay. */
@ApplicationScoped
class PayerErasure {

    private static final String FORGET = """
        UPDATE bank_line l SET payer = ?, payer_account = NULL, payer_index = NULL, memo = coalesce(l.reference, '')
          FROM receipt r JOIN payment_request q ON q.id = r.request_id JOIN member_ref m ON m.no = q.member_no
         WHERE m.id = ? AND r.line_no = l.no""";

    void forget(@Observes PersonErased gone) throws SQLException {
        gone.replace("bank-lines", Sql.of(FORGET, gone.pseudonym(), gone.person()));
    }
}

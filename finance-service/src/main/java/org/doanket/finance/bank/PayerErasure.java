package org.doanket.finance.bank;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.doanket.platform.security.PersonErased;
import org.doanket.platform.sql.Sql;

/**
 * Takes the payer out of the bank's lines that have paid for him alone; the amounts and their reference stay. Who paid for many, as a firm
 * does, was somebody else.
 */
@ApplicationScoped
class PayerErasure {

    /** Of a line {@code l} and a member {@code m}: it has paid for him, and for nobody else. */
    static final String HIS_ALONE = "l.no IN (SELECT r.line_no FROM receipt r WHERE r.member_no = m.no) "
            + "AND NOT EXISTS (SELECT FROM receipt o WHERE o.line_no = l.no AND o.member_no IS DISTINCT FROM m.no AND o.amount > 0)";

    private static final String FORGET = """
        UPDATE bank_line l SET payer = ?, payer_account = NULL, payer_index = NULL, virtual_index = NULL, memo = coalesce(l.reference, '')
          FROM member_ref m
         WHERE m.id = ? AND {hisAlone}""".replace("{hisAlone}", HIS_ALONE);

    /** Also where such a line came once more in another form. */
    private static final String FORGET_TWINS = """
        UPDATE bank_suspect b SET payer = ?, payer_account = NULL, payer_index = NULL, virtual_index = NULL, memo = coalesce(b.reference, '')
          FROM bank_line l, member_ref m
         WHERE b.same_no = l.no AND m.id = ? AND {hisAlone}""".replace("{hisAlone}", HIS_ALONE);

    private static final String UNLEARN = "DELETE FROM known_payer k USING member_ref m WHERE m.id = ? AND k.member_no = m.no";

    private static final String END_NUMBERS = "UPDATE virtual_account v SET ended_at = coalesce(v.ended_at, now()), number_index = '', "
            + "masked = ?, "
            + "version = v.version + 1 FROM member_ref m WHERE m.id = ? AND v.member_no = m.no";

    void forget(@Observes PersonErased gone) throws SQLException {
        gone.replace("bank-lines", Sql.of(FORGET, gone.pseudonym(), gone.person()));
        gone.replace("bank-suspects", Sql.of(FORGET_TWINS, gone.pseudonym(), gone.person()));
        gone.replace("known-payers", Sql.of(UNLEARN, gone.person()));
        gone.replace("virtual-accounts", Sql.of(END_NUMBERS, gone.pseudonym(), gone.person()));
    }
}

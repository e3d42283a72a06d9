package org.doanket.finance.bank;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.doanket.finance.ProposedAct;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;

/** Dues that leave the cash box again, once a second person has agreed: by the way that lines of the bank go back. */
@ApplicationScoped
class CashReceiptReversal implements ProposedAct {

    static final String ACT = "cash-receipt-reversal";

    private final AgroalDataSource dataSource;
    private final AssignmentService assignments;
    private final CashReceiptQueries queries;
    private final Caller caller;

    CashReceiptReversal(AgroalDataSource dataSource, AssignmentService assignments, CashReceiptQueries queries, Caller caller) {
        this.dataSource = dataSource;
        this.assignments = assignments;
        this.queries = queries;
        this.caller = caller;
    }

    @Override
    public String act() {
        return ACT;
    }

    @Override
    public UUID carryOut(UUID subject, String why) {
        CashReceiptView receipt = queries.receipt(caller.scope(), subject).orElseThrow(() -> Problem.notFound("cash-receipt"));
        assignments.takeBack(subject, receipt.no(), receipt.unit(), "cash-undone", "cash-receipt", why);
        return Sql.of("SELECT e.id FROM journal_entry e WHERE e.kind = 'cash-receipt' AND e.source = 'line ' || ?::text || ' undone ' "
                + "|| (SELECT min(r.id::text) FROM receipt r WHERE r.line_no = ? AND r.reverses_id IS NULL)", receipt.no(), receipt.no())
                .first(dataSource, row -> row.getObject(1, UUID.class)).orElseThrow();
    }
}

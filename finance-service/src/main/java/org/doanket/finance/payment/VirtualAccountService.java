package org.doanket.finance.payment;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Mask;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Account numbers that the bank gave out for one payer each. Kept as a blind index and the last digits: they are only ever compared. */
@ApplicationScoped
public class VirtualAccountService {

    private final AgroalDataSource dataSource;
    private final VirtualAccountQueries queries;
    private final BankAccountService accounts;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    VirtualAccountService(AgroalDataSource dataSource, VirtualAccountQueries queries, BankAccountService accounts, UnitTree tree,
            Caller caller,
            AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.accounts = accounts;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public VirtualAccountView open(PaymentCommand.OpenVirtualAccount command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        Long member = command.member() == null ? null : Sql.of("SELECT no FROM member_ref WHERE id = ? AND unit_id = ?",
                command.member(), unit.id())
                .first(dataSource, row -> row.getLong(1)).orElseThrow(() -> Problem.notFound("member"));
        UUID id = Ids.next();
        // Of two for the same number the index refuses the second, wherever the first may be.
        Sql.of("INSERT INTO virtual_account (id, unit_id, member_no, number_index, masked, created_at) VALUES (?, ?, ?, ?, ?, ?)", id,
        unit.id(),
                member, accounts.blindIndex(command.number()), Mask.account(command.number()), clock.instant()).run(dataSource);
        audit.record("virtual-account-opened", "virtual-account", id, unit.id(), null);
        return queries.account(caller.scope(), id).orElseThrow();
    }

    /** What still comes in on it waits in suspense. Ended again it stays ended. */
    @Transactional
    public VirtualAccountView end(UUID id) {
        VirtualAccountView known = queries.account(caller.scope(), id).orElseThrow(() -> Problem.notFound("virtual-account"));
        int ended = Sql.of("UPDATE virtual_account SET ended_at = ?, version = version + 1 WHERE id = ? AND ended_at IS NULL",
                clock.instant(), id)
                .run(dataSource);
        if (ended > 0) {
            audit.record("virtual-account-ended", "virtual-account", id, known.unit(), null);
        }
        return queries.account(caller.scope(), id).orElseThrow();
    }
}

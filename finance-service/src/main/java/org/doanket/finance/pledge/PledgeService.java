package org.doanket.finance.pledge;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.doanket.finance.AmountFaults;
import org.doanket.finance.Gift;
import org.doanket.finance.pledge.PledgeView.Pledge;
import org.doanket.finance.relief.ReliefQueries;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Promises of money, work or goods; what was given of them stands in the contributions that name them. */
@ApplicationScoped
@Transactional
public class PledgeService {

    private final AgroalDataSource dataSource;
    private final PledgeQueries queries;
    private final ReliefQueries drives;
    private final RuleQueries jurisdictions;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;

    PledgeService(AgroalDataSource dataSource, PledgeQueries queries, ReliefQueries drives, RuleQueries jurisdictions, UnitTree tree,
            Caller caller, AuditTrail audit) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.drives = drives;
        this.jurisdictions = jurisdictions;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
    }

    public Pledge promise(PledgeCommand.Promise command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        Gift gift = command.gift();
        gift.check(new AmountFaults(), "/gift", jurisdictions.currencyOf(unit.jurisdiction())).raise();
        if (command.drive() != null) {
            drives.drive(command.drive()).orElseThrow(() -> Problem.notFound("relief-drive"));
        }
        UUID id = Ids.next();
        Sql.of("INSERT INTO pledge (id, unit_id, drive_id, movement_id, kind, amount, currency, quantity, goods, measure, due_on, donor, "
                + "created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id, unit.id(), command.drive(), command.movement(),
                gift.kind(), gift.minor(), gift.currency(), gift.quantity(), gift.sort(), gift.unitOfMeasure(), command.dueOn(),
                command.donor(), caller.subject()).run(dataSource);
        audit.record("pledge-made", "pledge", id, unit.id(), null);
        return queries.pledge(caller.scope(), id).orElseThrow();
    }

    /** What was given of it already stays given. */
    public Pledge withdraw(UUID id, PledgeCommand.Withdraw command) {
        Pledge pledge = queries.pledge(caller.scope(), id).orElseThrow(() -> Problem.notFound("pledge"));
        if (Sql.of("UPDATE pledge SET state = 'withdrawn', version = version + 1 WHERE id = ? AND state = 'open'", id)
                .run(dataSource) == 0) {
            throw PledgeProblems.notFrom(pledge.state());
        }
        audit.record("pledge-withdrawn", "pledge", id, pledge.unit(), command.why());
        return queries.pledge(caller.scope(), id).orElseThrow();
    }
}

package org.doanket.finance.pledge;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.doanket.finance.AmountFaults;
import org.doanket.finance.DatedRules;
import org.doanket.finance.Gift;
import org.doanket.finance.TopUnit;
import org.doanket.finance.pledge.PledgeView.Price;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.sql.Sql;

/** What work and goods are worth, where somebody has said so for a time. */
@ApplicationScoped
@Transactional
public class PriceService {

    /** Times the largest quantities of many gifts still an amount. Minor units. */
    private static final long DEAREST = 1_000_000_000L;

    private final AgroalDataSource dataSource;
    private final PriceQueries queries;
    private final RuleQueries jurisdictions;
    private final TopUnit top;
    private final AuditTrail audit;
    private final Clock clock;

    PriceService(AgroalDataSource dataSource, PriceQueries queries, RuleQueries jurisdictions, TopUnit top, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.jurisdictions = jurisdictions;
        this.top = top;
        this.audit = audit;
        this.clock = clock;
    }

    public UUID set(PledgeCommand.SetPrice command) {
        top.require();
        boolean isGoods = command.kind().equals("goods");
        new AmountFaults().positive("/amount", command.amount(), jurisdictions.currencyOf(command.jurisdiction()))
                .add(command.amount().amount() > DEAREST, "/amount/amount", "too-dear")
                .add(isGoods == (command.sort() == null || command.sort().isBlank()), "/sort", isGoods ? "not-blank" : "not-of-kind")
                .add(isGoods == (command.measure() == null || command.measure().isBlank()), "/measure", isGoods ? "not-blank"
                : "not-of-kind").raise();
        // By the same form as what was given has, or the two would not find each other.
        Gift priced = new Gift(command.kind(), null, null, command.sort(), command.measure());
        UUID id = Ids.next();
        int rows = Sql.of("INSERT INTO contribution_price (id, jurisdiction, kind, goods, measure, valid_from, amount, currency, "
                + "citation, verified) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (jurisdiction, kind, goods, measure, valid_from) "
                + "WHERE cancelled_at IS NULL DO NOTHING", id, command.jurisdiction(), command.kind(), isGoods ? priced.sort()
                : "", priced.unitOfMeasure(), command.validFrom(), command.amount().amount(), command.amount().currency(),
                command.citation(), command.verified()).run(dataSource);
        DatedRules.requireNew(rows);
        audit.record("contribution-price-set", "contribution-price", id, null, null);
        return id;
    }

    public Price cancel(UUID id, PledgeCommand.CancelPrice command) {
        top.require();
        Price price = queries.price(id).orElseThrow(() -> Problem.notFound("contribution-price"));
        DatedRules.requireToCome(price.validFrom(), price.cancelledAt(), price.jurisdiction(), clock);
        Sql.of("UPDATE contribution_price SET cancelled_at = ?, cancelled_why = ? WHERE id = ?", clock.instant(), command.why(), id)
                .run(dataSource);
        audit.record("contribution-price-cancelled", "contribution-price", id, null, null);
        return queries.price(id).orElseThrow();
    }
}

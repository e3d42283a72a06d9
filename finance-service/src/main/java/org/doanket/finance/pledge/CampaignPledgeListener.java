package org.doanket.finance.pledge;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.money.Money;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.sql.Sql;

/** What units promise to a movement: expected here under its own id, as a pledge made at this desk is. */
@ApplicationScoped
class CampaignPledgeListener implements FactListener {

    private static final String CAMPAIGNS = "campaigns";
    private static final String WITHDRAWN = "pledge-withdrawn";

    /** For the movement alone where its drive is not known here. */
    private static final String EXPECT = """
            INSERT INTO pledge (id, unit_id, drive_id, movement_id, kind, amount, currency, quantity, goods, measure, due_on, created_by)
            VALUES (?, ?, (SELECT id FROM relief_drive WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING""";

    private record Made(UUID id, UUID movement, UUID drive, UUID unit, String kind, Money amount, BigDecimal quantity, String goods, String measure,
            LocalDate dueOn) {
    }

    private final AuditTrail audit;

    CampaignPledgeListener(AuditTrail audit) {
        this.audit = audit;
    }

    @Override
    public String name() {
        return "campaign-pledges";
    }

    @Override
    public String topic() {
        return "campaigns.drive";
    }

    @Override
    public Gate gate() {
        return Gate.ONCE;
    }

    @Override
    public boolean knows(String factName) {
        return factName.equals("pledge-made") || factName.equals(WITHDRAWN);
    }

    @Override
    public void on(ReceivedFact fact, Connection connection) throws SQLException {
        Made pledge = fact.as(Made.class);
        if (fact.name().equals(WITHDRAWN)) {
            // What was given of it stays given, and one that was taken back here stays so.
            Sql.of("UPDATE pledge SET state = 'withdrawn', version = version + 1 WHERE id = ? AND state = 'open'", pledge.id()).run(connection);
            audit.record(connection, CAMPAIGNS, WITHDRAWN, "pledge", pledge.id(), pledge.unit(), null);
            return;
        }
        Money amount = pledge.amount();
        Sql.of(EXPECT, pledge.id(), pledge.unit(), pledge.drive(), pledge.movement(), pledge.kind(), amount == null ? null : (Long) amount.amount(),
                amount == null ? null : amount.currency(), pledge.quantity(), pledge.goods(), pledge.measure(), pledge.dueOn(), CAMPAIGNS)
                .run(connection);
        audit.record(connection, CAMPAIGNS, "pledge-made", "pledge", pledge.id(), pledge.unit(), null);
    }
}

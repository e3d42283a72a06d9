package org.doanket.campaign.movement;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.money.Money;
import org.doanket.platform.sql.Sql;

/**
 * What finance took in and paid out for movements, as results that need no check: they are in the books. A fact that was heard
 * before finds its own row; one of a movement that is not ours finds no movement.
 */
@ApplicationScoped
class ContributionListener implements FactListener {

    private static final Set<String> KNOWN = Set.of("contribution-received", "contribution-reversed", "relief-drive-closed", "grant-paid",
            "grant-reversed");

    /**
     * Counts for the giver; for whom it came in where somebody outside gave it, and a unit that does not stand below the movement's is outside.
     * What came in before the movement was closed counts also when it is told afterwards.
     */
    private static final String RECEIVED = """
            INSERT INTO movement_result (id, movement_id, unit_id, kind, value, sort, measure, day, state, source, source_id, drive_id, reported_by, reported_at)
            SELECT uuidv7(), m.id, u.id, ?, ?, ?, ?, ?, 'checked', 'contribution', ?, ?, 'finance', ?
              FROM movement m JOIN unit_ref l ON l.id = m.unit_id
              JOIN LATERAL (SELECT b.id FROM unit_ref b WHERE b.id IN (?, ?) AND starts_with(b.path, l.path) ORDER BY b.id = ? DESC LIMIT 1) u ON true
             WHERE m.id = ? AND (m.state = 'launched' OR m.state = 'closed' AND ? <= legal_day(m.jurisdiction, m.closed_at))
            ON CONFLICT (movement_id, source_id, kind, sort) WHERE source_id IS NOT NULL DO NOTHING""";

    /** For each launched movement of a unit above that names the kind of grant, while it runs; of a closed one as what it received. */
    private static final String PAID = """
            INSERT INTO movement_result (id, movement_id, unit_id, kind, value, sort, measure, day, state, source, source_id, reported_by, reported_at)
            SELECT uuidv7(), m.id, u.id, g.kind, g.value, g.sort, g.measure, ?, 'checked', 'grant', ?, 'finance', ?
              FROM unit_ref u JOIN movement m ON (m.state = 'launched' OR m.state = 'closed' AND ? <= legal_day(m.jurisdiction, m.closed_at))
               AND m.grants @> ARRAY[?]::text[] AND ? BETWEEN m.starts AND m.ends
              JOIN unit_ref l ON l.id = m.unit_id AND starts_with(u.path, l.path)
              CROSS JOIN (VALUES ('counts', ?::numeric, ?, NULL), ('granted', ?::numeric, 'cash', ?), ('granted', ?::numeric, 'in-kind', ?))
                AS g (kind, value, sort, measure)
             WHERE u.id = ? AND g.value > 0
            ON CONFLICT (movement_id, source_id, kind, sort) WHERE source_id IS NOT NULL DO NOTHING""";

    private static final String REVERSED = "UPDATE movement_result SET state = 'reversed', version = version + 1 WHERE source_id = ? AND source = ? "
            + "AND state <> 'reversed'";

    /** @param unit the giver; {@code receiver} whose books it is in */
    private record Contribution(UUID id, UUID unit, UUID receiver, UUID drive, UUID movement, String kind, Money amount, BigDecimal quantity,
            String goods, String measure, LocalDate on) {
    }

    private record Grant(UUID id, UUID unit, String grant, LocalDate on, int people, Money cash, Money inKind) {
    }

    private record Closed(UUID id, UUID movement, JsonNode received) {
    }

    @Override
    public String name() {
        return "movement-contributions";
    }

    @Override
    public String topic() {
        return "finance.contribution";
    }

    @Override
    public Gate gate() {
        return Gate.ONCE;
    }

    @Override
    public boolean knows(String factName) {
        return KNOWN.contains(factName);
    }

    @Override
    public void on(ReceivedFact fact, Connection connection) throws SQLException {
        switch (fact.name()) {
            case "contribution-received" -> received(fact, connection);
            case "grant-paid" -> paid(fact, connection);
            case "relief-drive-closed" -> {
                Closed drive = fact.as(Closed.class);
                Sql.of("UPDATE movement_drive SET received = ?::jsonb, version = version + 1 WHERE id = ?", drive.received().toString(), drive.id())
                        .run(connection);
            }
            default -> Sql.of(REVERSED, fact.aggregateId(), fact.name().equals("grant-reversed") ? "grant" : "contribution").run(connection);
        }
    }

    private static void received(ReceivedFact fact, Connection connection) throws SQLException {
        Contribution given = fact.as(Contribution.class);
        if (given.movement() == null) {
            return;
        }
        boolean isCash = given.amount() != null;
        UUID giver = given.unit() == null ? given.receiver() : given.unit();
        Sql.of(RECEIVED, given.kind(),
                isCash ? BigDecimal.valueOf(given.amount().amount()) : given.quantity(), given.goods(),
                isCash ? given.amount().currency() : given.measure(), given.on(), fact.aggregateId(), given.drive(), fact.time(), giver, given.receiver(), giver,
                given.movement(), given.on()).run(connection);
    }

    private static void paid(ReceivedFact fact, Connection connection) throws SQLException {
        Grant grant = fact.as(Grant.class);
        Sql.of(PAID, grant.on(), fact.aggregateId(), fact.time(), grant.on(), grant.grant(), grant.on(), BigDecimal.valueOf(grant.people()), grant.grant(),
                BigDecimal.valueOf(grant.cash().amount()), grant.cash().currency(), BigDecimal.valueOf(grant.inKind().amount()),
                grant.inKind().currency(), grant.unit()).run(connection);
    }
}

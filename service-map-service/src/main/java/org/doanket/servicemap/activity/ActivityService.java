package org.doanket.servicemap.activity;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.event.Fact;
import org.doanket.platform.event.Outbox;
import org.doanket.platform.sql.Sql;

/** Tells the others what a unit has done in a month: always the whole sum so far, numbered by unit, month and fact. */
@ApplicationScoped
public class ActivityService {

    /** Of the topic on which what units did is told. */
    public static final String AGGREGATE = "activity";

    private final Outbox outbox;

    ActivityService(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Of which unit and month something is told. */
    public record UnitMonth(UUID unit, YearMonth month) {
    }

    /** Sums up what is to be told; asked once the month is locked, so that nobody else's addition is missed. */
    @FunctionalInterface
    public interface Summary {
        Object of(UnitMonth month) throws SQLException;
    }

    /** In the transaction of this connection. @param name of the fact, which is also what the month is numbered by */
    public void tell(Connection connection, String name, Collection<UnitMonth> months, Summary summary) throws SQLException {
        record Locked(UUID id, long version) {
        }
        List<Fact> facts = new ArrayList<>();
        // In one order for all, so that two who tell of the same months wait for each other and never both.
        for (UnitMonth each : months.stream().distinct().sorted(Comparator.comparing(UnitMonth::unit).thenComparing(UnitMonth::month)).toList()) {
            Locked locked = Sql.of("INSERT INTO activity_month AS a (unit_id, month, fact) VALUES (?, ?, ?) ON CONFLICT (unit_id, month, fact) "
                            + "DO UPDATE SET version = a.version + 1 RETURNING id, version", each.unit(), first(each.month()), name)
                    .first(connection, row -> new Locked(row.getObject(1, UUID.class), row.getLong(2))).orElseThrow();
            facts.add(new Fact(AGGREGATE, locked.id(), locked.version(), name, summary.of(each)));
        }
        outbox.append(connection, facts);
    }

    private static LocalDate first(YearMonth month) {
        return month.atDay(1);
    }
}

package org.doanket.servicemap.request;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.WorkingDays;
import org.doanket.platform.time.Zones;
import org.doanket.servicemap.rule.CalendarQueries;

/** To whom a request goes, and by when it is due: by place and competence, on the day on which it comes. */
@ApplicationScoped
@Unscoped("who answers what, and until when, is public")
public class RouteQueries {

    private static final String UNIT = "SELECT u.id, u.name, u.path, u.jurisdiction, u.valid_from, u.valid_to FROM unit_ref u ";

    private final AgroalDataSource dataSource;
    private final CalendarQueries calendar;
    private final Clock clock;

    RouteQueries(AgroalDataSource dataSource, CalendarQueries calendar, Clock clock) {
        this.dataSource = dataSource;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** A unit on the way of a request. */
    record Stop(UUID id, String name, String path, String jurisdiction) {
    }

    /** Last days to accept and to answer. */
    record Due(LocalDate acceptBy, LocalDate answerBy) {
    }

    Optional<Stop> unit(UUID id) {
        return existing(Sql.of(UNIT + "WHERE u.id = ?", id));
    }

    Optional<Stop> ofPoint(UUID point) {
        return Sql.of(UNIT + "JOIN service_point p ON p.unit_id = u.id WHERE p.id = ? AND p.open_during <> '{}'", point).first(dataSource, RouteQueries::stop);
    }

    /** Of the units to whose territory the place, or what it lies in, belongs: first those that are there for a place, the lowest of them before the others, and last guilds and the like. */
    Optional<Stop> ofPlace(String administrativeUnit) {
        return existing(Sql.of(UNIT + "WHERE u.territory && ARRAY(SELECT area_codes_above(?)) "
                + "ORDER BY territorial_rank(u.jurisdiction, u.kind, current_date) NULLS LAST, length(u.path) DESC, u.path", administrativeUnit));
    }

    /** The nearest unit, upwards from where it was asked, that is competent for the kind; where none has said so, the unit asked. */
    Stop competent(Stop asked, String kind) {
        LocalDate today = Zones.today(clock, asked.jurisdiction());
        return existing(Sql.of(UNIT + "JOIN request_competence c ON c.unit_id = u.id AND c.kind = ? AND c.cancelled_at IS NULL AND c.valid_from <= ? "
                + "AND (c.valid_to IS NULL OR c.valid_to > ?) WHERE u.path = ANY (?::text[]) ORDER BY length(u.path) DESC", kind, today, today,
                upwards(asked.path()))).orElse(asked);
    }

    /** @return empty where there is no clock for the kind */
    Optional<Due> due(String kind, Stop unit, LocalDate received) {
        return Sql.of("SELECT acceptance_days, answer_days FROM request_clock WHERE cancelled_at IS NULL AND kind = ? AND jurisdiction = ? AND valid_from <= ? "
                        + "ORDER BY valid_from DESC LIMIT 1", kind, unit.jurisdiction(), received)
                .first(dataSource, row -> new int[] {row.getInt(1), row.getInt(2)})
                .map(days -> {
                    WorkingDays working = calendar.between(unit.jurisdiction(), received, received.plusDays(2L * Math.max(days[0], days[1]) + 60));
                    return new Due(working.after(received, days[0]), working.after(received, days[1]));
                });
    }

    /** The first that exists today: a unit that is to end on a later day is still there to answer. */
    private Optional<Stop> existing(Sql select) {
        record Dated(Stop stop, LocalDate validFrom, LocalDate validTo) {
        }
        return select.list(dataSource, row -> new Dated(stop(row), row.getObject("valid_from", LocalDate.class), row.getObject("valid_to", LocalDate.class)))
                .stream().filter(unit -> {
                    LocalDate today = Zones.today(clock, unit.stop().jurisdiction());
                    return !today.isBefore(unit.validFrom()) && (unit.validTo() == null || today.isBefore(unit.validTo()));
                }).map(Dated::stop).findFirst();
    }

    private static Stop stop(ResultSet row) throws SQLException {
        return new Stop(row.getObject("id", UUID.class), row.getString("name"), row.getString("path"), row.getString("jurisdiction"));
    }

    private static Object upwards(String path) {
        List<String> paths = new ArrayList<>();
        for (int end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
            paths.add(path.substring(0, end + 1));
        }
        return paths.toArray(String[]::new);
    }
}

package org.doanket.servicemap.roster;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** The calendar behind a secret address. Who asks has no token, so the row is found by the hash of the secret and by nothing else. */
@ApplicationScoped
public class DutyFeedQueries {

    private static final int DAYS_BACK = 31;

    private final AgroalDataSource worker;
    private final FieldVault vault;
    private final Clock clock;

    DutyFeedQueries(@DataSource("worker") AgroalDataSource worker, FieldVault vault, Clock clock) {
        this.worker = worker;
        this.vault = vault;
        this.clock = clock;
    }

    /** Empty where no such secret is in use. */
    @Unscoped("the secret is the right: it shows the duties of the one it was given to")
    public Optional<String> calendar(String secret) {
        byte[] hash = vault.blindIndex(RosterService.FEED, secret);
        record Whose(UUID roster, UUID member) {
        }
        try (Connection connection = worker.getConnection()) {
            Optional<Whose> whose = Sql.of("SELECT roster_id, member_id FROM roster_person WHERE feed_hash = ?", hash)
                    .first(connection, row -> new Whose(row.getObject(1, UUID.class), row.getObject(2, UUID.class)));
            if (whose.isEmpty()) {
                return Optional.empty();
            }
            List<DutyCalendar.Entry> duties = Sql.of("SELECT d.day, r.starts_at, r.ends_at, r.jurisdiction, r.name, s.name AS place, s.address FROM duty d "
                            + "JOIN roster r ON r.id = d.roster_id JOIN service_point p ON p.id = r.point_id JOIN site s ON s.id = p.site_id "
                            + "WHERE d.roster_id = ? AND d.member_id = ? AND d.day >= ? ORDER BY d.day", whose.get().roster(), whose.get().member(),
                            Zones.today(clock, "vn").minusDays(DAYS_BACK))
                    .list(connection, row -> new DutyCalendar.Entry(whose.get().roster(), row.getObject("day", LocalDate.class),
                            new DutyHours(row.getObject("starts_at", LocalTime.class), row.getObject("ends_at", LocalTime.class)), Zones.of(row.getString("jurisdiction")),
                            row.getString("name"), row.getString("place"), row.getString("address")));
            return Optional.of(DutyCalendar.of(duties, clock.instant()));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

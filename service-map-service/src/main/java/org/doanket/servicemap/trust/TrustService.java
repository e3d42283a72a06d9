package org.doanket.servicemap.trust;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.servicemap.hours.HoursService;
import org.doanket.servicemap.hours.ScheduleView;
import org.doanket.servicemap.point.ServicePointQueries;
import org.doanket.servicemap.point.ServicePointService;
import org.doanket.servicemap.point.ServicePointView;

/** Locked doors, and those who went to look. */
@ApplicationScoped
@Transactional
public class TrustService {

    /** Later nobody remembers the hour. */
    private static final Duration REMEMBERED = Duration.ofDays(7);
    /** Clocks of phones differ. */
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final UnitScope NOBODY = new UnitScope(null, "//");

    private final AgroalDataSource dataSource;
    private final ServicePointQueries points;
    private final ServicePointService service;
    private final HoursService hours;
    private final Clock clock;

    TrustService(AgroalDataSource dataSource, ServicePointQueries points, ServicePointService service, HoursService hours, Clock clock) {
        this.dataSource = dataSource;
        this.points = points;
        this.service = service;
        this.hours = hours;
        this.clock = clock;
    }

    public void foundClosed(UUID id, TrustCommand.FoundClosed asked) {
        ServicePointView point = points.find(NOBODY, id).orElseThrow(() -> Problem.notFound("service-point"));
        Instant now = clock.instant();
        Instant at = asked == null || asked.at() == null ? now : asked.at();
        if (at.isAfter(now.plus(AHEAD)) || at.isBefore(now.minus(REMEMBERED))) {
            throw Problem.malformed(Fault.at("/at", "not-of-these-days"));
        }
        String jurisdiction = point.site().jurisdiction();
        ScheduleView schedule = hours.schedule(point.hours(), jurisdiction);
        Sql.of("INSERT INTO found_closed (id, point_id, at, day, in_hours) VALUES (?, ?, ?, ?, ?)", Ids.next(), id, at,
                LocalDate.ofInstant(at, Zones.of(jurisdiction)), schedule == null ? null : schedule.isOpen(at)).run(dataSource);
    }

    /** Somebody of the owner was there: the trust is whole again, and the map says since when. */
    public void verify(UUID id) {
        service.edit(id, "*", JsonNodeFactory.instance.objectNode().put("lastVerifiedAt", clock.instant().toString()));
    }
}

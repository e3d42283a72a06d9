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
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
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
    private final FieldVault vault;
    private final Caller caller;
    private final Clock clock;

    TrustService(AgroalDataSource dataSource, ServicePointQueries points, ServicePointService service, HoursService hours, FieldVault vault, Caller caller,
            Clock clock) {
        this.dataSource = dataSource;
        this.points = points;
        this.service = service;
        this.hours = hours;
        this.vault = vault;
        this.caller = caller;
        this.clock = clock;
    }

    /** @param reporter where it comes from, as the gateway says; asked only of those without a token, and kept as a hash for two days */
    public void foundClosed(UUID id, TrustCommand.FoundClosed asked, String reporter) {
        ServicePointView point = points.find(NOBODY, id).orElseThrow(() -> Problem.notFound("service-point"));
        Instant now = clock.instant();
        Instant at = asked == null || asked.at() == null ? now : asked.at();
        if (at.isAfter(now.plus(AHEAD)) || at.isBefore(now.minus(REMEMBERED))) {
            throw Problem.malformed(Fault.at("/at", "not-of-these-days"));
        }
        String jurisdiction = point.site().jurisdiction();
        ScheduleView schedule = hours.schedule(point.hours(), jurisdiction);
        Boolean inHours = schedule == null ? null : schedule.isOpen(at);
        LocalDate today = Zones.today(clock, jurisdiction);
        if (isFirst(id, today, reporter, Boolean.TRUE.equals(inHours))) {
            Sql.of("INSERT INTO found_closed (id, point_id, at, day, arrived_on, in_hours, is_known) VALUES (?, ?, ?, ?, ?, ?, ?)", Ids.next(), id, at,
                    LocalDate.ofInstant(at, Zones.of(jurisdiction)), today, inHours, !caller.isAnonymous()).run(dataSource);
            notice(id, now);
        }
    }

    /** Once, until somebody has been there. */
    private void notice(UUID point, Instant now) {
        Sql.of("INSERT INTO trust_notice (point_id, noticed_at, trust) SELECT p.id, ?, t.trust FROM service_point p CROSS JOIN LATERAL "
                + "(SELECT trust_of(p.id, p.last_verified_at) AS trust) t WHERE p.id = ? AND t.trust < (SELECT notice_below FROM trust_rule "
                + "WHERE cancelled_at IS NULL AND valid_from <= current_date ORDER BY valid_from DESC LIMIT 1) AND NOT EXISTS (SELECT FROM trust_notice n WHERE n.point_id = p.id "
                + "AND n.noticed_at > coalesce(p.last_verified_at, '-infinity')) ON CONFLICT DO NOTHING", now, point).run(dataSource);
    }

    /** Of this day, this point and this reporter. Day and point are hashed with him, so that the same person has another name in each row. */
    private boolean isFirst(UUID point, LocalDate today, String reporter, boolean inHours) {
        String who = caller.isAnonymous() ? "address\n" + reporter : "subject\n" + caller.subject();
        byte[] hash = vault.blindIndex("found-closed", today + "\n" + point + '\n' + who);
        return Sql.of("INSERT INTO found_closed_reporter (point_id, arrived_on, reporter, in_hours) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", point, today,
                hash, inHours).run(dataSource) > 0;
    }

    /** Somebody of the owner was there: the trust is whole again, and the map says since when. */
    public void verify(UUID id) {
        service.edit(id, "*", JsonNodeFactory.instance.objectNode().put("lastVerifiedAt", clock.instant().toString()));
    }
}

package org.doanket.servicemap.hours;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.doanket.platform.error.Fault;
import org.doanket.platform.time.Calendars;
import org.doanket.platform.time.Repeating;
import org.doanket.platform.time.Zones;
import org.jboss.logging.Logger;

/** Schedules for opening hours, one for all points that share the text; and the holidays they obey. */
@ApplicationScoped
public class HoursService {

    private static final Logger LOG = Logger.getLogger(HoursService.class);
    /** Many more than there are distinct hours in a country; beyond it schedules are simply made anew. */
    private static final int MOST_KEPT = 50_000;

    private static final List<String> JURISDICTIONS = List.of("vn", "cn");
    /** Before today and after it. */
    private static final int YEARS_KNOWN = 5;

    private final Map<String, ScheduleView> schedules = new ConcurrentHashMap<>();
    private final AgroalDataSource worker;
    private final Clock clock;
    private volatile Map<String, Set<LocalDate>> holidays = Map.of();
    private volatile boolean holidaysKnown;
    private Repeating timer;

    @Inject
    HoursService(@DataSource("worker") AgroalDataSource worker, Clock clock) {
        this.worker = worker;
        this.clock = clock;
    }

    /** Null where no hours are known, or none that can be judged: one bad row must not take the others off the map. */
    public ScheduleView schedule(String text, String jurisdiction) {
        if (text == null) {
            return null;
        }
        if (schedules.size() > MOST_KEPT) {
            schedules.clear();
        }
        return schedules.computeIfAbsent(jurisdiction + ' ' + text, key -> make(text, jurisdiction));
    }

    /** Every fault of opening hours as a person wrote them; none where they can be judged, or where there are none. */
    public List<Fault> faults(String text, String pointer) {
        if (text == null) {
            return List.of();
        }
        try {
            OpeningHours.parse(text);
            return List.of();
        } catch (UnreadableHours unreadable) {
            return unreadable.faults(pointer);
        }
    }

    private ScheduleView make(String text, String jurisdiction) {
        try {
            return new ScheduleView(OpeningHours.parse(text), Zones.of(jurisdiction),
                    () -> holidays.getOrDefault(jurisdiction, Set.of()));
        } catch (UnreadableHours unchecked) {
            LOG.warnf("hours in the table that were never checked: %s", unchecked.getMessage());
            return null;
        }
    }

    /** Nothing should be judged before the holidays were read once: a point would seem open that is shut. */
    public void requireHolidays() throws SQLException {
        if (!holidaysKnown) {
            load();
        }
    }

    void start(@Observes StartupEvent event) {
        timer = Repeating.every("holidays", Duration.ZERO, Duration.ofMinutes(10), this::load);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.close();
    }

    /** Replaces the sets only when they differ: schedules keep their week as long as the set is the same object. */
    private void load() throws SQLException {
        LocalDate today = Zones.today(clock);
        Map<String, Set<LocalDate>> read = new HashMap<>();
        try (Connection connection = worker.getConnection()) {
            for (String jurisdiction : JURISDICTIONS) {
                LocalDate first = today.minusYears(YEARS_KNOWN);
                LocalDate last = today.plusYears(YEARS_KNOWN);
                read.put(jurisdiction, Calendars.between(connection, jurisdiction, first, last).daysOff(first, last));
            }
        }
        if (!read.equals(holidays)) {
            holidays = read;
        }
        holidaysKnown = true;
    }
}

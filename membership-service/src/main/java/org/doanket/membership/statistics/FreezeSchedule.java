package org.doanket.membership.statistics;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.membership.rule.ParameterQueries;
import org.doanket.membership.rule.ParameterView;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Repeating;
import org.doanket.platform.time.Zones;
import org.jboss.logging.Logger;

/**
 * Asks for the freezing of each tree whose last cut-off is over for so many days as the rule says, and about which no report can be handed in any
 * more. Once for a tree and a cut-off: what is frozen, or is being frozen, is left alone.
 */
@ApplicationScoped
class FreezeSchedule {

    private static final Logger LOG = Logger.getLogger(FreezeSchedule.class);
    private static final Duration FIRST = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofHours(6);
    private static final String BY = "cut-off";
    private static final String FREEZE_AFTER = "statistics-freeze-after";
    /** Of several processes one looks at a time. */
    private static final long LOCK = 0x6375_744fL;

    private static final String DUE = "SELECT u.id FROM unit u WHERE u.parent_id IS NULL AND u.jurisdiction = ? AND u.valid_from <= ? "
            + "AND (u.valid_to IS NULL OR u.valid_to > ?) AND NOT EXISTS (SELECT FROM statistic_snapshot s WHERE s.unit_id = u.id AND s.cut_off = ?) "
            + "AND NOT EXISTS (SELECT FROM job j WHERE j.kind = ? AND j.parameters ->> 'unit' = u.id::text AND j.parameters ->> 'cutOff' = ? "
            + "AND (j.state IN ('waiting', 'running') OR j.finished_at > now() - interval '1 day')) "
            + "AND NOT EXISTS (SELECT FROM headcount_period p JOIN unit a ON a.id = p.unit_id WHERE p.cut_off = ? AND p.closes_on >= ? "
            + "AND left(a.path, length(u.path)) = u.path) ORDER BY u.id";

    private final AgroalDataSource worker;
    private final StatisticsQueries queries;
    private final ParameterQueries parameters;
    private final Jobs jobs;
    private final AuditTrail audit;
    private final Clock clock;
    private Repeating timer;

    FreezeSchedule(@DataSource("worker") AgroalDataSource worker, StatisticsQueries queries, ParameterQueries parameters, Jobs jobs, AuditTrail audit,
            Clock clock) {
        this.worker = worker;
        this.queries = queries;
        this.parameters = parameters;
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        timer = Repeating.every("cut-offs", FIRST, PAUSE, this::freezeWhatIsDue);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.close();
    }

    void freezeWhatIsDue() throws SQLException {
        for (String jurisdiction : List.of("vn", "cn")) {
            LocalDate today = Zones.today(clock, jurisdiction);
            for (StatisticsView.CutOff each : queries.cutOffs(jurisdiction, today)) {
                LocalDate cutOff = lastOf(MonthDay.of(each.month(), each.day()), today);
                Optional<ParameterView.Value> days = parameters.value(jurisdiction, FREEZE_AFTER, cutOff);
                Optional<ParameterView.Value> smallCell = parameters.value(jurisdiction, StatisticsService.SMALL_CELL, cutOff);
                if (days.isPresent() && smallCell.isPresent() && !each.validFrom().isAfter(cutOff) && cutOff.plusDays(days.get().value()).isBefore(today)) {
                    freeze(jurisdiction, cutOff, smallCell.get(), today);
                }
            }
        }
    }

    private void freeze(String jurisdiction, LocalDate cutOff, ParameterView.Value smallCell, LocalDate today) throws SQLException {
        try (Connection connection = worker.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Sql.of("SELECT pg_advisory_xact_lock(?)", LOCK).first(connection, row -> true);
                for (UUID top : Sql.of(DUE, jurisdiction, cutOff, cutOff, cutOff, SnapshotJob.KIND, cutOff.toString(), cutOff, today)
                        .list(connection, row -> row.getObject(1, UUID.class))) {
                    jobs.submit(connection, SnapshotJob.KIND, top, BY, new SnapshotJob.Parameters(top, jurisdiction, cutOff, smallCell.value(), smallCell.citation()));
                    audit.record(connection, BY, "statistics-freezing-asked", "statistics", cutOff, top, null);
                    LOG.infof("statistics of %s are frozen as of %s", top, cutOff);
                }
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static LocalDate lastOf(MonthDay day, LocalDate today) {
        LocalDate ofThisYear = day.atYear(today.getYear());
        return ofThisYear.isBefore(today) ? ofThisYear : day.atYear(today.getYear() - 1);
    }
}

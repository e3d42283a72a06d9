package org.doanket.servicemap.visit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;

/** What desk clerks do with counts. */
@ApplicationScoped
@Transactional
public class VisitService {

    private final AgroalDataSource dataSource;
    private final VisitBatch batch;
    private final Caller caller;

    VisitService(AgroalDataSource dataSource, VisitBatch batch, Caller caller) {
        this.dataSource = dataSource;
        this.batch = batch;
        this.caller = caller;
    }

    /** @throws Problem 422 with every fault, and then nothing is taken */
    public VisitView.Taken count(VisitCommand.Count asked) {
        try (Connection connection = dataSource.getConnection()) {
            List<Fault> faults = batch.judge(connection, caller.scope(), asked.entries()).stream()
                    .map(fault -> new Fault("/entries/" + fault.place(), fault.code(), Map.of("days", fault.days()))).toList();
            if (!faults.isEmpty()) {
                throw Problem.invalid(faults);
            }
            int taken = batch.take(connection, null, caller.subject(), asked.entries());
            return new VisitView.Taken(taken, asked.entries().size() - taken);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public void reverse(UUID id, VisitCommand.Reverse asked) {
        record Found(boolean isReversal, boolean isReversed) {
        }
        try (Connection connection = dataSource.getConnection()) {
            Found found = Sql.of("SELECT e.reverses IS NOT NULL, EXISTS (SELECT FROM visit_entry r WHERE r.reverses = e.id) FROM visit_entry e "
                            + "JOIN unit_ref u ON u.id = e.unit_id WHERE e.id = ? AND (u.path >= ? AND u.path < ? "
                            // Who has the point now answers for what he brought in for those who had it before.
                            + "OR EXISTS (SELECT FROM service_point p WHERE p.id = e.point_id AND p.path >= ? AND p.path < ?))", id, caller.scope().from(),
                            caller.scope().to(), caller.scope().from(), caller.scope().to())
                    .first(connection, row -> new Found(row.getBoolean(1), row.getBoolean(2))).orElseThrow(() -> Problem.notFound("visit-count"));
            if (found.isReversal()) {
                throw VisitProblems.isReversal();
            }
            if (found.isReversed()) {
                throw VisitProblems.reversedAlready();
            }
            batch.reverse(connection, id, asked.reason(), caller.subject());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

package org.doanket.membership.application;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.doanket.membership.application.ApplicationBatch.Held;
import org.doanket.membership.member.MemberUndoService;
import org.doanket.membership.unit.UnitService;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/**
 * Takes admissions back that were a mistake, as if they had never been, as long as nothing was built on them: the files leave the register, and the
 * applications are open again. In one transaction of the worker's login, since a request's own deletes no member; who did it is on the audit trail.
 */
@ApplicationScoped
public class AdmissionUndoService {

    /** What an admission brings into the file: the application itself, and the consent that came with it. */
    private static final Map<String, Long> BROUGHT = Map.of("applications", 1L, "consents", 1L);

    private final AgroalDataSource worker;
    private final MemberUndoService members;
    private final AuditTrail audit;
    private final Caller caller;

    AdmissionUndoService(@DataSource("worker") AgroalDataSource worker, MemberUndoService members, AuditTrail audit, Caller caller) {
        this.worker = worker;
        this.members = members;
        this.audit = audit;
        this.caller = caller;
    }

    public ApplicationView.Undone undo(ApplicationCommand.UndoAdmissions command, UnitScope scope) {
        return run(command, scope, true);
    }

    /** The same without undoing anything. */
    public ApplicationView.Undone preview(ApplicationCommand.UndoAdmissions command, UnitScope scope) {
        return run(command, scope, false);
    }

    private ApplicationView.Undone run(ApplicationCommand.UndoAdmissions command, UnitScope scope, boolean isMeant) {
        try (Connection connection = worker.getConnection()) {
            connection.setAutoCommit(false);
            try {
                ApplicationView.Undone outcomes = undo(connection, command, scope, isMeant);
                if (isMeant) {
                    connection.commit();
                }
                return outcomes;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("admissions not undone", failure);
        }
    }

    private ApplicationView.Undone undo(Connection connection, ApplicationCommand.UndoAdmissions command, UnitScope scope, boolean isMeant)
            throws SQLException {
        // The tree first: an act that changes it holds it, and wants the applications next.
        Sql.of("SELECT pg_advisory_xact_lock_shared(?)", UnitService.TREE).run(connection);
        List<UUID> ids = command.applications().stream().distinct().toList();
        Map<UUID, Held> held = ApplicationBatch.hold(connection, ids, scope);
        List<UUID> admitted = held.values().stream().filter(AdmissionUndoService::isAdmitted).map(Held::memberId).toList();
        Map<UUID, SortedMap<String, Long>> built = members.builtUpon(connection, admitted, BROUGHT);
        List<Held> those = new ArrayList<>();
        List<ApplicationView.UndoneAdmission> outcomes = new ArrayList<>();
        for (UUID id : ids) {
            Held one = held.get(id);
            String hindrance = hindrance(one, built);
            if (hindrance == null) {
                those.add(one);
            }
            outcomes.add(new ApplicationView.UndoneAdmission(id, hindrance != null ? hindrance : isMeant ? "reopened" : "undoable",
                    "built-upon".equals(hindrance) ? built.get(one.memberId()) : new TreeMap<>()));
        }
        if (isMeant && !those.isEmpty()) {
            ApplicationBatch.reopenAdmitted(connection, those.stream().map(Held::id).toList());
            members.takeBack(connection, those.stream().map(Held::memberId).toList());
            for (Held one : those) {
                audit.record(connection, caller.subject(), "admission-undone", "application", one.id(), one.unitId(), command.why());
            }
        }
        return new ApplicationView.Undone(outcomes);
    }

    private static boolean isAdmitted(Held application) {
        return application.state().equals("admitted") && application.memberId() != null;
    }

    /** Null where there is none. */
    private static String hindrance(Held application, Map<UUID, SortedMap<String, Long>> built) {
        if (application == null) {
            return "not-found";
        }
        if (!isAdmitted(application)) {
            return "not-admitted";
        }
        return application.isEmptied() ? "emptied" : built.containsKey(application.memberId()) ? "built-upon" : null;
    }
}

package org.doanket.membership.rule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitTree;

/** Sets rules for days to come, and takes back those that have not begun. They hold for all units, so only the top of the tree may. */
@ApplicationScoped
@Transactional
public class RuleService {

    private static final long MOST_PARTS = 1_000_000;
    private static final int MOST_YEARS = 100;

    private final ParameterRepository parameters;
    private final ParameterQueries queries;
    private final UnitTree tree;
    private final AuditTrail audit;
    private final Clock clock;

    RuleService(ParameterRepository parameters, ParameterQueries queries, UnitTree tree, AuditTrail audit, Clock clock) {
        this.parameters = parameters;
        this.queries = queries;
        this.tree = tree;
        this.audit = audit;
        this.clock = clock;
    }

    public UUID set(RuleCommand.SetParameter command, UnitScope scope) {
        RuleCommand.Source source = command.source();
        requireTop(source.jurisdiction(), scope);
        refuse(faults(command));
        String subject = command.subject() == null ? "" : command.subject();
        // The index would refuse as well, but only when the transaction ends.
        if (queries.begins(source.jurisdiction(), command.name(), subject, source.validFrom())) {
            throw RuleProblems.beginTaken(source.validFrom());
        }
        Parameter parameter = new Parameter(Ids.next(), command);
        parameters.persist(parameter);
        return recorded("parameter-set", parameter);
    }

    public void cancel(UUID id, RuleCommand.Cancel command, UnitScope scope) {
        Parameter parameter = parameters.findByIdOptional(id).orElseThrow(() -> Problem.notFound("parameter"));
        requireTop(parameter.jurisdiction(), scope);
        parameter.cancel(today(parameter.jurisdiction()), clock.instant(), command.why());
        recorded("parameter-cancelled", parameter);
    }

    /** @throws Problem 403 unless the caller holds the role for the installation, or at the top of that jurisdiction's tree */
    public void requireTop(String jurisdiction, UnitScope scope) {
        boolean isTop = scope.unit() == null
                || tree.find(scope.unit()).filter(unit -> unit.parentId() == null && unit.jurisdiction().equals(jurisdiction)).isPresent();
        if (!isTop) {
            throw RuleProblems.rootOnly();
        }
    }

    private List<Fault> faults(RuleCommand.SetParameter command) {
        List<Fault> faults = new ArrayList<>();
        boolean isShare = command.unitOfMeasure().equals("share");
        if (isShare ? command.value() != null || command.fraction() == null : command.value() == null || command.fraction() != null) {
            faults.add(Fault.at(isShare ? "/fraction" : "/value", "value-or-fraction"));
        }
        if (isShare && command.fraction() != null && (command.fraction().numerator() > command.fraction().denominator()
                || command.fraction().denominator() > MOST_PARTS)) {
            faults.add(Fault.at("/fraction", "share-above-all"));
        }
        LocalDate today = today(command.source().jurisdiction());
        if (!command.source().validFrom().isAfter(today) || command.source().validFrom().isAfter(today.plusYears(MOST_YEARS))) {
            faults.add(Fault.at("/source/validFrom", "day-to-come"));
        }
        return faults;
    }

    /** Flushed at once: the answer is read by SQL in the same transaction. */
    private UUID recorded(String action, DatedRow row) {
        parameters.flush();
        audit.record(action, "rule", row.id(), null, null);
        return row.id();
    }

    private LocalDate today(String jurisdiction) {
        return LocalDate.now(clock.withZone(Zones.of(jurisdiction)));
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }
}

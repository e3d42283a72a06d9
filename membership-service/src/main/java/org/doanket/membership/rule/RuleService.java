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
    private final SizeRuleRepository sizes;
    private final SizeRuleQueries sizeQueries;
    private final UnitTree tree;
    private final AuditTrail audit;
    private final Clock clock;

    RuleService(ParameterRepository parameters, ParameterQueries queries, SizeRuleRepository sizes, SizeRuleQueries sizeQueries, UnitTree tree,
            AuditTrail audit, Clock clock) {
        this.parameters = parameters;
        this.queries = queries;
        this.sizes = sizes;
        this.sizeQueries = sizeQueries;
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

    public UUID set(RuleCommand.SetSizes command, UnitScope scope) {
        RuleCommand.Source source = command.source();
        requireTop(source.jurisdiction(), scope);
        refuse(faults(command));
        if (sizeQueries.begins(source.jurisdiction(), command.bodyKind(), command.unitKind(), source.validFrom())) {
            throw RuleProblems.beginTaken(source.validFrom());
        }
        SizeRule rule = new SizeRule(Ids.next(), command);
        sizes.persist(rule);
        return recorded("size-rule-set", rule);
    }

    public void cancel(UUID id, RuleCommand.Cancel command, UnitScope scope) {
        cancel("parameter-cancelled", parameters.findByIdOptional(id).orElseThrow(() -> Problem.notFound("parameter")), command, scope);
    }

    public void cancelSizes(UUID id, RuleCommand.Cancel command, UnitScope scope) {
        cancel("size-rule-cancelled", sizes.findByIdOptional(id).orElseThrow(() -> Problem.notFound("size-rule")), command, scope);
    }

    private void cancel(String action, DatedRow row, RuleCommand.Cancel command, UnitScope scope) {
        requireTop(row.jurisdiction(), scope);
        row.cancel(today(row.jurisdiction()), clock.instant(), command.why());
        recorded(action, row);
    }

    /** @throws Problem 403 unless the caller holds the role for the installation, or at the top of that jurisdiction's tree */
    public void requireTop(String jurisdiction, UnitScope scope) {
        boolean isTop = scope.unit() == null
                || tree.find(scope.unit()).filter(unit -> unit.parentId() == null && unit.jurisdiction().equals(jurisdiction)).isPresent();
        if (!isTop) {
            throw RuleProblems.rootOnly();
        }
    }

    /** The same for what no jurisdiction has for itself. */
    public void requireTop(UnitScope scope) {
        if (!scope.isTop()) {
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
        faults.addAll(faults(command.source()));
        return faults;
    }

    private List<Fault> faults(RuleCommand.SetSizes command) {
        List<Fault> faults = new ArrayList<>();
        if (!sizeQueries.knows(command.source().jurisdiction(), command.bodyKind(), command.unitKind())) {
            faults.add(Fault.at("/bodyKind", "no-such-body-of-such-a-unit"));
        }
        long last = -1;
        for (int i = 0; i < command.bands().size(); i++) {
            RuleCommand.Band band = command.bands().get(i);
            if (band.membersFrom() <= last || i == 0 && band.membersFrom() != 0) {
                faults.add(Fault.at("/bands/" + i + "/membersFrom", "bands-from-none-upward"));
            }
            if (band.seatsTo() < band.seatsFrom()) {
                faults.add(Fault.at("/bands/" + i + "/seatsTo", "more-than-at-least"));
            }
            last = band.membersFrom();
        }
        faults.addAll(faults(command.source()));
        return faults;
    }

    /** Whether a rule of that day was applied already. */
    public boolean hasBegun(String jurisdiction, LocalDate validFrom) {
        return !validFrom.isAfter(today(jurisdiction));
    }

    /** Rules are set for days to come. */
    public List<Fault> faults(RuleCommand.Source source) {
        LocalDate today = today(source.jurisdiction());
        boolean isToCome = source.validFrom().isAfter(today) && !source.validFrom().isAfter(today.plusYears(MOST_YEARS));
        return isToCome ? List.of() : List.of(Fault.at("/source/validFrom", "day-to-come"));
    }

    /** Flushed at once: the answer is read by SQL in the same transaction. */
    private UUID recorded(String action, DatedRow row) {
        parameters.flush();
        audit.record(action, "rule", row.id(), null, null);
        return row.id();
    }

    private LocalDate today(String jurisdiction) {
        return Zones.today(clock, jurisdiction);
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }
}

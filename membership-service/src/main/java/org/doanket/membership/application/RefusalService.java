package org.doanket.membership.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.doanket.membership.transfer.TransferService;
import org.doanket.membership.unit.UnitService;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;

/** Refuses many applications for one reason, and takes refusals back that were a mistake. What cannot be is told of each, and stands in no other's way. */
@ApplicationScoped
@Transactional
public class RefusalService {

    private final ApplicationBatch batch;
    private final TransferService transfers;
    private final UnitService units;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    RefusalService(ApplicationBatch batch, TransferService transfers, UnitService units, AuditTrail audit, Caller caller, Clock clock) {
        this.batch = batch;
        this.transfers = transfers;
        this.units = units;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /** Without refusing anybody. */
    public ApplicationView.Decisions preview(ApplicationCommand.RefuseMany command, UnitScope scope) {
        return outcomes(command.applications(), held(command.applications(), scope), RefusalService::refusable);
    }

    public ApplicationView.Decisions refuse(ApplicationCommand.RefuseMany command, UnitScope scope) {
        Map<UUID, ApplicationBatch.Held> held = held(command.applications(), scope);
        List<ApplicationBatch.Held> those = held.values().stream().filter(one -> refusable(one).equals("refusable")).toList();
        List<UUID> ids = those.stream().map(ApplicationBatch.Held::id).toList();
        batch.refuse(ids, command.reason(), command.rule(), clock.instant(), caller.subject());
        transfers.withdrawOf(ids);
        those.forEach(one -> audit.record("application-refused", "application", one.id(), one.unitId(), command.rule()));
        return outcomes(command.applications(), held, one -> ids.contains(one.id()) ? "refused" : refusable(one));
    }

    /** They are open again, as they were; a transfer that was proposed is proposed anew. */
    public ApplicationView.Decisions reopen(ApplicationCommand.Reopen command, UnitScope scope) {
        Map<UUID, ApplicationBatch.Held> held = held(command.applications(), scope);
        List<ApplicationBatch.Held> those = held.values().stream().filter(one -> reopenable(one).equals("reopened")).toList();
        batch.reopen(those.stream().map(ApplicationBatch.Held::id).toList());
        those.forEach(one -> audit.record("application-reopened", "application", one.id(), one.unitId(), command.why()));
        return outcomes(command.applications(), held, RefusalService::reopenable);
    }

    private Map<UUID, ApplicationBatch.Held> held(List<UUID> ids, UnitScope scope) {
        units.holdTree();
        return batch.hold(ids, scope);
    }

    private static String refusable(ApplicationBatch.Held one) {
        return List.of("received", "returned").contains(one.state()) ? "refusable" : "not-open";
    }

    private static String reopenable(ApplicationBatch.Held one) {
        return !one.state().equals("refused") ? "not-refused" : one.isEmptied() ? "emptied" : one.hasEnded() ? "unit-ended" : "reopened";
    }

    private static ApplicationView.Decisions outcomes(List<UUID> ids, Map<UUID, ApplicationBatch.Held> held,
            Function<ApplicationBatch.Held, String> outcome) {
        return new ApplicationView.Decisions(ids.stream().distinct()
                .map(id -> new ApplicationView.Decision(id, held.containsKey(id) ? outcome.apply(held.get(id)) : "not-found")).toList());
    }
}

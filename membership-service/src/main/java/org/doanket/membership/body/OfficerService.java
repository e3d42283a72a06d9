package org.doanket.membership.body;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.binding.RoleBindingService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** What happens to one office: its end, and the account of who holds it. The unit above decides, as over bodies. */
@ApplicationScoped
@Transactional
public class OfficerService {

    private final OfficerRepository officers;
    private final RoleBindingService bindings;
    private final UnitTree tree;
    private final AuditTrail audit;
    private final Clock clock;

    OfficerService(OfficerRepository officers, RoleBindingService bindings, UnitTree tree, AuditTrail audit, Clock clock) {
        this.officers = officers;
        this.bindings = bindings;
        this.tree = tree;
        this.audit = audit;
        this.clock = clock;
    }

    public void end(UUID id, BodyCommand.End command, UnitScope scope) {
        Officer officer = requireFromAbove(id, scope);
        UnitRef unit = tree.require(officer.unitId(), scope);
        if (command.on().isAfter(Zones.today(clock, unit.jurisdiction()))) {
            throw Problem.invalid(List.of(Fault.at("/on", "past-or-present")));
        }
        officer.end(command);
        officers.flush();
        bindings.end(List.of(id), command.on(), unit.jurisdiction());
        audit.record("officer-ended", "officer", id, officer.unitId(), command.actNumber());
    }

    public void rename(UUID id, BodyCommand.Account command, UnitScope scope) {
        Officer officer = requireFromAbove(id, scope);
        officer.rename(command.account());
        officers.flush();
        bindings.rename(id, command.account());
        audit.record("officer-account-set", "officer", id, officer.unitId(), null);
    }

    private Officer requireFromAbove(UUID id, UnitScope scope) {
        Officer officer = officers.inScopeForUpdate(id, scope).orElseThrow(() -> Problem.notFound("officer"));
        if (officer.unitId().equals(scope.unit())) {
            throw BodyProblems.aboveDecides();
        }
        return officer;
    }
}

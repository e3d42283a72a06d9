package org.doanket.membership.body;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.binding.RoleBindingService;
import org.doanket.membership.rule.ParameterQueries;
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
    private final ParameterQueries parameters;
    private final UnitTree tree;
    private final AuditTrail audit;
    private final Clock clock;

    OfficerService(OfficerRepository officers, RoleBindingService bindings, ParameterQueries parameters, UnitTree tree, AuditTrail audit, Clock clock) {
        this.officers = officers;
        this.bindings = bindings;
        this.parameters = parameters;
        this.tree = tree;
        this.audit = audit;
        this.clock = clock;
    }

    public void end(UUID id, BodyCommand.EndOffice command, UnitScope scope) {
        Officer officer = requireFromAbove(id, scope);
        UnitRef unit = tree.require(officer.unitId(), scope);
        if (command.on().isAfter(Zones.today(clock, unit.jurisdiction()))) {
            throw Problem.invalid(List.of(Fault.at("/on", "past-or-present")));
        }
        if (command.dismissal()) {
            requireNotice(command, unit.jurisdiction());
        }
        officer.end(command);
        officers.flush();
        bindings.end(List.of(id), command.on(), unit.jurisdiction());
        audit.record("officer-ended", "officer", id, officer.unitId(), command.actNumber());
    }

    /** Who is dismissed has had the notice of the law in force on that day, and there is a decision of the unit above: nobody goes by word of mouth. */
    private void requireNotice(BodyCommand.EndOffice command, String jurisdiction) {
        parameters.value(jurisdiction, "officer-dismissal-notice", command.on()).ifPresent(days -> {
            if (command.actNumber() == null) {
                throw BodyProblems.dismissedWithoutAct(days);
            }
            LocalDate noticed = command.noticeGivenOn();
            if (noticed == null || command.on().isBefore(noticed.plusDays(days.value()))) {
                throw BodyProblems.dismissedWithoutNotice(days);
            }
        });
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

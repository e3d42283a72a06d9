package org.doanket.membership.application;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.membership.unit.UnitService;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;

/** Opening a unit for applications by a code, and taking the code back. */
@ApplicationScoped
@Transactional
public class InvitationService {

    private final AgroalDataSource dataSource;
    private final ApplicationRules rules;
    private final UnitService units;
    private final Caller caller;
    private final Clock clock;

    InvitationService(AgroalDataSource dataSource, ApplicationRules rules, UnitService units, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.rules = rules;
        this.units = units;
        this.caller = caller;
        this.clock = clock;
    }

    public UUID open(InvitationCommand.Open command, UnitScope scope) {
        units.holdTree();
        UnitRef unit = rules.livingUnit(command.unitId(), scope);
        if (command.closesOn().isBefore(command.opensOn()) || command.closesOn().isBefore(rules.today(unit.jurisdiction()))) {
            throw Problem.invalid(List.of(Fault.at("/closesOn", "before-begin")));
        }
        UUID id = Ids.next();
        Sql.of("INSERT INTO application_invitation (id, unit_id, code, opens_on, closes_on, most, opened_at, opened_by, version) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)", id, unit.id(), SecretCode.random(), command.opensOn(), command.closesOn(), command.most(),
                clock.instant(), caller.subject()).run(dataSource);
        return id;
    }

    /** Nobody applies by it any more; what was applied for stays. */
    public void revoke(UUID id, InvitationCommand.Revoke command, UnitScope scope) {
        Invitation invitation = Invitation.SELECT.get().add("JOIN unit u ON u.id = i.unit_id WHERE i.id = ? AND u.path >= ? AND u.path < ? FOR UPDATE OF i",
                id, scope.from(), scope.to()).first(dataSource, Invitation::of).orElseThrow(() -> Problem.notFound("application-invitation"));
        if (invitation.isRevoked()) {
            throw ApplicationProblems.revoked();
        }
        Sql.of("UPDATE application_invitation SET revoked_at = ?, revoked_by = ?, revoke_reason = ?, version = version + 1 WHERE id = ?",
                clock.instant(), caller.subject(), command.reason(), id).run(dataSource);
    }
}

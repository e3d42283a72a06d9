package org.doanket.membership.team;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.security.UnitScope;

@ApplicationScoped
class TeamMemberRepository implements PanacheRepositoryBase<TeamMember, UUID> {

    Optional<TeamMember> inScopeForUpdate(UUID id, UnitScope scope) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).filter(member -> scope.contains(member.path()));
    }

    Optional<TeamMember> headOf(UUID team) {
        return find("teamId = ?1 and duty = 'head' and leftOn is null", team).firstResultOptional();
    }

    boolean isIn(UUID team, UUID member) {
        return count("teamId = ?1 and memberId = ?2 and leftOn is null", team, member) > 0;
    }

    boolean hasCard(UUID team, String number) {
        return count("teamId = ?1 and cardNumber = ?2", team, number) > 0;
    }

    long countEver(UUID team) {
        return count("teamId", team);
    }
}

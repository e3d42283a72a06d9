package org.doanket.membership.member;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.UnitScope;
import org.hibernate.exception.ConstraintViolationException;

@ApplicationScoped
class MemberRepository implements PanacheRepositoryBase<Member, UUID> {

    /** For changing it: its facts are numbered in the order of this lock. */
    Optional<Member> inScopeForUpdate(UUID id, UnitScope scope) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).filter(member -> scope.contains(member.path()));
    }

    /** Rows that the caller may not see still count for what must be unique, so only the database can tell. */
    void flushOrRefuse() {
        try {
            flush();
        } catch (ConstraintViolationException taken) {
            throw refusal(taken);
        }
    }

    private static RuntimeException refusal(ConstraintViolationException taken) {
        String constraint = String.valueOf(taken.getConstraintName());
        Problem known = switch (constraint) {
            case "member_national_id" -> MemberProblems.nationalIdTaken();
            case "member_code_key" -> MemberProblems.codeTaken();
            case "member_card" -> MemberProblems.cardNumberTaken();
            case "member_external" -> MemberProblems.externalIdTaken();
            default -> null;
        };
        return known == null ? taken : known;
    }
}

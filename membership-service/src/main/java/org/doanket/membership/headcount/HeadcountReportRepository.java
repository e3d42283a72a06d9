package org.doanket.membership.headcount;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class HeadcountReportRepository implements PanacheRepositoryBase<HeadcountReport, UUID> {

    Optional<HeadcountReport> forUpdate(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    boolean isFiled(UUID period, UUID unit) {
        return count("periodId = ?1 and unitId = ?2", period, unit) > 0;
    }
}

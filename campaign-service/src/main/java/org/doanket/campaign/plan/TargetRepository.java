package org.doanket.campaign.plan;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.UUID;
import org.doanket.platform.error.Problem;

@ApplicationScoped
class TargetRepository implements PanacheRepositoryBase<Target, UUID> {

    Target forChange(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(() -> Problem.notFound("target"));
    }
}

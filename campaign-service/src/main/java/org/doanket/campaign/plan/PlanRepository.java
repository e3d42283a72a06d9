package org.doanket.campaign.plan;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.UUID;
import org.doanket.platform.error.Problem;

@ApplicationScoped
class PlanRepository implements PanacheRepositoryBase<ActionPlan, UUID> {

    ActionPlan forChange(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(() -> Problem.notFound("action-plan"));
    }
}

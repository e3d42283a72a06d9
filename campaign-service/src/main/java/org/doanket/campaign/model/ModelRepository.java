package org.doanket.campaign.model;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.UUID;
import org.doanket.platform.error.Problem;

@ApplicationScoped
class ModelRepository implements PanacheRepositoryBase<GoodPracticeModel, UUID> {

    /** Locked, so that versions and facts are numbered in the order of the changes. */
    GoodPracticeModel forChange(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(() -> Problem.notFound("model"));
    }
}

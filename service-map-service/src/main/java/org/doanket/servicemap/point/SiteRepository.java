package org.doanket.servicemap.point;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.UnitScope;

@ApplicationScoped
class SiteRepository implements PanacheRepositoryBase<Site, UUID> {

    Site locked(UUID id, UnitScope scope) {
        Site site = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (site == null || !scope.contains(site.path())) {
            throw Problem.notFound("site");
        }
        return site;
    }
}

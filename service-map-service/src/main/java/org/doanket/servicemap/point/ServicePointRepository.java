package org.doanket.servicemap.point;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.UnitScope;

@ApplicationScoped
class ServicePointRepository implements PanacheRepositoryBase<ServicePoint, UUID> {

    /** Locked before anything is decided: the facts of a point are numbered without gaps. */
    ServicePoint locked(UUID id, UnitScope scope) {
        ServicePoint point = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (point == null || !scope.contains(point.path())) {
            throw Problem.notFound("service-point");
        }
        return point;
    }

    /** In the order of their ids, so that two who lock the same points never wait for each other in a ring. */
    List<ServicePoint> lockedAt(Site site) {
        return find("site = ?1 order by id", site).withLock(LockModeType.PESSIMISTIC_WRITE).list();
    }
}

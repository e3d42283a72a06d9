package org.doanket.servicemap.reach;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before the points are in memory: until then an empty answer would be a lie. */
@Readiness
@ApplicationScoped
class IndexReady implements HealthCheck {

    private final ReachQueries reach;

    IndexReady(ReachQueries reach) {
        this.reach = reach;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("points in memory").status(reach.isReady()).withData("points", reach.index().size()).build();
    }
}

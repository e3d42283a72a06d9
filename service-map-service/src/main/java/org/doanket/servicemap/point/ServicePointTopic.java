package org.doanket.servicemap.point;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.event.Topic;

/** {@code doanket.map.service-point}: the present state of every point. */
class ServicePointTopic {

    @Produces
    @Singleton
    Topic servicePoint() {
        return Topic.compacted(ServicePointService.AGGREGATE);
    }
}

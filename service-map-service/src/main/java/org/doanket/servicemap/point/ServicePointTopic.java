package org.doanket.servicemap.point;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.event.Retelling;
import org.doanket.platform.event.Topic;

/** {@code doanket.map.service-point}: the present state of every point. */
class ServicePointTopic {

    @Produces
    @Singleton
    Topic servicePoint() {
        return Topic.compacted(ServicePointService.AGGREGATE);
    }

    /** {@link PointHandover} tells of those that wait for it. */
    @Produces
    @Singleton
    Retelling points() {
        return new Retelling(ServicePointService.AGGREGATE, "SELECT id FROM service_point WHERE id > ? AND path >= ? AND path < ? ORDER BY id LIMIT ?",
                "INSERT INTO point_to_tell (point_id) SELECT id FROM due ON CONFLICT DO NOTHING RETURNING point_id", null);
    }
}

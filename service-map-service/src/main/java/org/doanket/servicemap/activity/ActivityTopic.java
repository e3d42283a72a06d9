package org.doanket.servicemap.activity;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.event.Topic;

/** {@code doanket.map.activity}: what units did in a month, as counts and nothing else. */
class ActivityTopic {

    @Produces
    @Singleton
    Topic activity() {
        return Topic.log(ActivityService.AGGREGATE);
    }
}

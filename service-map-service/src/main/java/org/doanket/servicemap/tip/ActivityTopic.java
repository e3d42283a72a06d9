package org.doanket.servicemap.tip;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.event.Topic;

/** {@code doanket.map.activity}: what was done at points and desks, in counts. */
class ActivityTopic {

    static final String AGGREGATE = "activity";

    @Produces
    @Singleton
    Topic activity() {
        return Topic.log(AGGREGATE);
    }
}

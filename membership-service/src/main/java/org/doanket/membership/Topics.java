package org.doanket.membership;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.event.Topic;

/** What this service tells the others, for ever: the newest fact of each unit is its whole state. */
class Topics {

    @Produces
    @Singleton
    Topic unit() {
        return Topic.compacted("unit");
    }
}

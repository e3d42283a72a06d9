package org.doanket.membership;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.event.Topic;

/** What this service tells the others: the newest fact of each unit, member, role binding and placement is its whole present state. */
class Topics {

    @Produces
    @Singleton
    Topic unit() {
        return Topic.compacted("unit");
    }

    @Produces
    @Singleton
    Topic member() {
        return Topic.compacted("member");
    }

    @Produces
    @Singleton
    Topic roleBinding() {
        return Topic.compacted("role-binding");
    }

    @Produces
    @Singleton
    Topic reorganisation() {
        return Topic.log("reorganisation");
    }

    @Produces
    @Singleton
    Topic placement() {
        return Topic.log("placement");
    }

    /** Kept for ever, so that a service which was long away forgets all the same; in them a pseudonym and no person. */
    @Produces
    @Singleton
    Topic erasure() {
        return Topic.compacted("erasure");
    }
}

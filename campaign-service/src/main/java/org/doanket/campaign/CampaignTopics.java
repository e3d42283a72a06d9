package org.doanket.campaign;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.event.Topic;

/** The topics that this service owns. */
class CampaignTopics {

    @Produces
    @Singleton
    Topic model() {
        return Topic.compacted("model");
    }

    /** Appeals for money of movements, and what units promise: no person is in it. */
    @Produces
    @Singleton
    Topic drive() {
        return Topic.log("drive");
    }
}

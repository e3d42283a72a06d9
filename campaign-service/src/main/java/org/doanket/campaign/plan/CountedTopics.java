package org.doanket.campaign.plan;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.event.Gate;

/**
 * The topics whose facts targets may count. On those that carry whole states a newer one replaces an older; on the others each fact is
 * taken once, and {@link FactCounter} compares versions row by row, so that facts may come in any order and one that was deleted
 * before we listened is no gap to wait for.
 */
class CountedTopics {

    /** Of members only unit and day, never a name. */
    @Produces
    @Singleton
    CountedTopic members(FactCounter counter) {
        return new CountedTopic("targets-member", "membership.member", Gate.STATE, counter);
    }

    @Produces
    @Singleton
    CountedTopic placements(FactCounter counter) {
        return new CountedTopic("targets-placement", "membership.placement", Gate.STATE, counter);
    }

    @Produces
    @Singleton
    CountedTopic unitMonths(FactCounter counter) {
        return new CountedTopic("targets-unit-month", "finance.unit-month", Gate.ONCE, counter);
    }

    @Produces
    @Singleton
    CountedTopic contributions(FactCounter counter) {
        return new CountedTopic("targets-contribution", "finance.contribution", Gate.ONCE, counter);
    }

    @Produces
    @Singleton
    CountedTopic servicePoints(FactCounter counter) {
        return new CountedTopic("targets-service-point", "map.service-point", Gate.STATE, counter);
    }

    @Produces
    @Singleton
    CountedTopic activity(FactCounter counter) {
        return new CountedTopic("targets-map-activity", "map.activity", Gate.ONCE, counter);
    }
}

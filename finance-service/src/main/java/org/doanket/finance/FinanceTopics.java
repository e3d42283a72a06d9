package org.doanket.finance;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.event.Topic;

/** What finance-service tells the others. */
class FinanceTopics {

    @Produces
    @Singleton
    Topic unitMonth() {
        return Topic.log("unit-month");
    }

    /** Of members: up to which month each has paid. */
    @Produces
    @Singleton
    Topic standing() {
        return Topic.compacted("standing");
    }

    /** What units gave, drives that are over, grants that were paid: no person is in it. */
    @Produces
    @Singleton
    Topic contribution() {
        return Topic.log("contribution");
    }
}

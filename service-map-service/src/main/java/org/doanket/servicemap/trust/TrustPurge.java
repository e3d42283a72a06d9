package org.doanket.servicemap.trust;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.job.Purge;

/** By what reporters of one day are told apart is of no use when the day is over. */
class TrustPurge {

    @Produces
    @Singleton
    Purge reporters() {
        return new Purge("who found points closed", "DELETE FROM found_closed_reporter WHERE ctid = ANY (ARRAY(SELECT ctid FROM found_closed_reporter "
                + "WHERE arrived_on < doanket.kept_since('found-closed-reporter') LIMIT 500))");
    }
}

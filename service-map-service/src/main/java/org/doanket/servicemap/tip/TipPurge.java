package org.doanket.servicemap.tip;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.job.Purge;

/** Sources and texts leave when they have been kept long enough; that there was a tip, and what was done with it, stays. */
class TipPurge {

    @Produces
    @Singleton
    Purge sources() {
        return new Purge("sources of tips", "DELETE FROM tips.source WHERE tip_id = ANY (ARRAY(SELECT tip_id FROM tips.source "
                + "WHERE received_on < doanket.kept_since('tip-source') ORDER BY received_on LIMIT 500))");
    }

    @Produces
    @Singleton
    Purge texts() {
        return new Purge("texts of tips", "DELETE FROM tips.statement WHERE tip_id = ANY (ARRAY(SELECT tip_id FROM tips.statement "
                + "WHERE received_on < doanket.kept_since('tip-text') ORDER BY received_on LIMIT 500))");
    }
}

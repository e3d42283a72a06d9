package org.doanket.finance.dues;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.job.Purge;

@ApplicationScoped
class DuesRunPurge {

    /** A preview books nothing, and what it foresaw is of no use after that long. */
    @Produces
    @Singleton
    Purge unitsOfPreviews() {
        return new Purge("units of previewed dues runs", """
                DELETE FROM dues_run_unit WHERE run_no = (SELECT r.no FROM dues_run r WHERE r.mode = 'preview'
                  AND doanket.is_due('staged-import', r.created_at, r.id) AND EXISTS (SELECT FROM dues_run_unit k WHERE k.run_no = r.no) LIMIT 1)""");
    }
}

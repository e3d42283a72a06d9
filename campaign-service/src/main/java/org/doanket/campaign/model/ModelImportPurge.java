package org.doanket.campaign.model;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.job.Purge;

/** Imports leave, rows and all, when nobody has worked on them for long enough. Their models stay, but from then on they cannot be undone. */
class ModelImportPurge {

    @Produces
    @Singleton
    Purge rested() {
        return new Purge("imports of models", """
                DELETE FROM model_import WHERE id IN (SELECT id FROM model_import WHERE state <> 'committing'
                  AND doanket.is_due('staged-import', created_at, id) LIMIT 1 FOR UPDATE SKIP LOCKED)""");
    }
}

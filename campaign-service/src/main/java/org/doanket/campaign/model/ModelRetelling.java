package org.doanket.campaign.model;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.event.Retelling;

/** Models that were told of once: drafts are nobody's business. */
class ModelRetelling {

    @Produces
    @Singleton
    Retelling models() {
        return new Retelling("model", "SELECT m.id FROM good_practice_model m JOIN unit_ref u ON u.id = m.unit_id WHERE m.id > ? AND u.path >= ? AND u.path < ? "
                + "AND m.facts > 0 ORDER BY m.id LIMIT ? FOR UPDATE OF m", "UPDATE good_practice_model m SET facts = m.facts + 1 WHERE m.id IN (SELECT id FROM due) "
                + "RETURNING m AS whole", "SELECT f.* FROM changed, model_fact(changed.whole) f");
    }
}

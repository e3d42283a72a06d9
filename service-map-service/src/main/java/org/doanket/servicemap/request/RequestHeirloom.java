package org.doanket.servicemap.request;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.point.HeirloomRef;

/** What is still to be answered, with its clock running on, and what the unit was competent for. Answers stay with who gave them. */
class RequestHeirloom {

    private static final String IS_OPEN = "state IN ('received', 'accepted')";

    private final Clock clock;

    RequestHeirloom(Clock clock) {
        this.clock = clock;
    }

    @Produces
    @Singleton
    HeirloomRef requests() {
        return new HeirloomRef("SELECT unit_id FROM service_request WHERE " + IS_OPEN, (connection, from, heir, on) -> {
            Sql.of("INSERT INTO request_step (request_id, unit_id, step, reason, at) SELECT id, unit_id, 'forwarded', 'unit-ended', ? FROM service_request "
                    + "WHERE unit_id = ? AND " + IS_OPEN, clock.instant(), from).run(connection);
            Sql.of("UPDATE service_request SET unit_id = ?, version = version + 1 WHERE unit_id = ? AND " + IS_OPEN, heir, from).run(connection);
        });
    }

    /** From the day on which the unit was no more; where the heir was competent already, its own word holds. */
    @Produces
    @Singleton
    HeirloomRef competences() {
        return new HeirloomRef("SELECT c.unit_id FROM request_competence c JOIN unit_ref e ON e.id = c.unit_id WHERE e.valid_to IS NOT NULL "
                + "AND c.cancelled_at IS NULL AND (c.valid_to IS NULL OR c.valid_to > e.valid_to)", (connection, from, heir, on) -> {
            Sql.of("INSERT INTO request_competence (id, unit_id, kind, valid_from, valid_to, created_by) SELECT gen_random_uuid(), ?, kind, greatest(valid_from, ?), "
                    + "valid_to, created_by FROM request_competence WHERE cancelled_at IS NULL AND unit_id = ? AND (valid_to IS NULL OR valid_to > ?) ON CONFLICT DO NOTHING", heir, on,
                    from, on).run(connection);
            Sql.of("DELETE FROM request_competence WHERE cancelled_at IS NULL AND unit_id = ? AND valid_from >= ?", from, on).run(connection);
            Sql.of("UPDATE request_competence SET valid_to = ?, version = version + 1 WHERE cancelled_at IS NULL AND unit_id = ? AND (valid_to IS NULL OR valid_to > ?)", on, from, on)
                    .run(connection);
        });
    }
}

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
        return new HeirloomRef("SELECT unit_id FROM service_request WHERE " + IS_OPEN, (connection, from, heirs, on) -> {
            Sql.of("INSERT INTO request_step (request_id, unit_id, step, cause, at) SELECT id, unit_id, 'forwarded', 'unit-ended', ? FROM service_request "
                    + "WHERE unit_id = ? AND " + IS_OPEN, clock.instant(), from).run(connection);
            // Where it was asked at no point, the heir who holds the area that it names.
            Sql.of("UPDATE service_request r SET unit_id = coalesce((SELECT p.unit_id FROM service_point p WHERE p.id = r.point_id AND p.unit_id = ANY (?::uuid[])), "
                            + "(SELECT u.id FROM unit_ref u WHERE u.id = ANY (?::uuid[]) AND u.territory && ARRAY(SELECT area_codes_above(r.administrative_unit)) "
                            + "ORDER BY array_position(?::uuid[], u.id) LIMIT 1), ?), version = version + 1 WHERE unit_id = ? AND " + IS_OPEN, heirs.ids(), heirs.ids(),
                    heirs.ids(), heirs.first(), from).run(connection);
        });
    }

    /** From the day on which the unit was no more, of each heir for its own people; where one was competent already, its own word holds. */
    @Produces
    @Singleton
    HeirloomRef competences() {
        return new HeirloomRef("SELECT c.unit_id FROM request_competence c JOIN unit_ref e ON e.id = c.unit_id WHERE e.valid_to IS NOT NULL "
                + "AND c.cancelled_at IS NULL AND (c.valid_to IS NULL OR c.valid_to > e.valid_to)", (connection, from, heirs, on) -> {
            Sql.of("INSERT INTO request_competence (id, unit_id, kind, valid_from, valid_to, created_by) SELECT gen_random_uuid(), h.id, c.kind, greatest(c.valid_from, ?), "
                    + "c.valid_to, c.created_by FROM request_competence c, unnest(?::uuid[]) h (id) WHERE c.cancelled_at IS NULL AND c.unit_id = ? AND (c.valid_to IS NULL OR c.valid_to > ?) "
                    + "ON CONFLICT DO NOTHING", on, heirs.ids(), from, on).run(connection);
            Sql.of("DELETE FROM request_competence WHERE cancelled_at IS NULL AND unit_id = ? AND valid_from >= ?", from, on).run(connection);
            Sql.of("UPDATE request_competence SET valid_to = ?, version = version + 1 WHERE cancelled_at IS NULL AND unit_id = ? AND (valid_to IS NULL OR valid_to > ?)", on, from, on)
                    .run(connection);
        });
    }
}

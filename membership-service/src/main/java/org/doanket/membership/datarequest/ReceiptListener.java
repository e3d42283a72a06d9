package org.doanket.membership.datarequest;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.sql.Sql;

/** Takes the receipts of one service for the erasures that were decided here. The last one of an erasure ends it. */
record ReceiptListener(String service) implements FactListener {

    /** Those that have to forget besides us. */
    static final String CAMPAIGNS = "campaigns";
    static final String FINANCE = "finance";
    static final String MAP = "map";
    static final List<String> SERVICES = List.of(CAMPAIGNS, FINANCE, MAP);

    @Override
    public String name() {
        return "erasure-receipts-" + service;
    }

    @Override
    public String topic() {
        return service + ".erasure";
    }

    @Override
    public Gate gate() {
        return Gate.STATE;
    }

    @Override
    public boolean knows(String factName) {
        return factName.equals("erasure-done");
    }

    @Override
    public void on(ReceivedFact fact, Connection connection) throws SQLException {
        UUID request = fact.aggregateId();
        // Locked first, so that of two receipts at once the second sees the first.
        boolean isErasing = Sql.of("SELECT 1 FROM data_request WHERE id = ? AND state = 'erasing' FOR UPDATE", request).first(connection, row -> true).isPresent();
        if (isErasing) {
            give(connection, request, fact);
            Sql.of("UPDATE data_request r SET state = 'done', version = version + 1 WHERE r.id = ? AND ?::text[] <@ "
                    + "(SELECT array_agg(e.service) FROM erasure_receipt e WHERE e.request_id = r.id)", request, SERVICES.toArray(String[]::new))
                    .run(connection);
        }
    }

    private void give(Connection connection, UUID request, ReceivedFact fact) throws SQLException {
        Sql.of("INSERT INTO erasure_receipt (request_id, service, at, detail) VALUES (?, ?, ?, ?::jsonb) ON CONFLICT DO NOTHING", request, service,
                fact.time(), fact.data().path("rows").isObject() ? fact.data().path("rows").toString() : "{}").run(connection);
    }
}

package org.doanket.testing.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.doanket.platform.sql.Sql;

/** What lies in the service's tables: seeded rules, and all that calls have made. A collection's noun is the name of its table, unless it is told otherwise. */
final class Rows {

    /** @param parent the column that names what it lies in, or null */
    record Table(String name, String parent) {
    }

    private static final int MOST = 12;

    private Rows() {
    }

    static Table named(String collection) {
        String noun = collection.substring(collection.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT).replace('-', '_');
        return new Table(noun.endsWith("ies") ? noun.substring(0, noun.length() - 3) + 'y' : noun.replaceAll("s$", ""), null);
    }

    /** Of the newest; none where there is no such table, or nobody may read it. */
    static void find(DataSource worker, Table table, String collection, Known known) {
        List<String> columns = Sql.of("SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ? AND column_name = ANY (?) "
                + "AND has_column_privilege(format('%I.%I', table_schema, table_name), column_name, 'SELECT')", table.name(),
                new String[] {"id", table.parent() == null ? "id" : table.parent()}).list(worker, row -> row.getString(1));
        if (!columns.contains("id") || table.parent() != null && !columns.contains(table.parent())) {
            return;
        }
        // Names of tables and columns that there are, as the catalogue has just said.
        Sql.of("SELECT id::text" + (table.parent() == null ? "" : ", \"" + table.parent() + "\"::text") + " FROM \"" + table.name() + "\" ORDER BY id DESC LIMIT " + MOST)
                .list(worker, row -> {
                    known.place(collection, row.getString(1), table.parent() == null ? Map.of() : Map.of("id", row.getString(2)));
                    return true;
                });
    }

    /** Something for those who run the installation to decide on: a fact that could not be sent, and one that could not be taken in. */
    static void park(DataSource worker) {
        Sql.of("INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, payload, parked) SELECT 'erasure', gen_random_uuid(), 1, 'fuzz-made', '{}', "
                + "'too large' FROM generate_series(1, 12)").run(worker);
        Sql.of("INSERT INTO parked_event (consumer, topic, partition, position, aggregate, version, name, headers, reason) SELECT p.consumer, p.topic, p.partition, n, "
                + "gen_random_uuid()::text, 1, 'fuzz-made', '{}', 'failed' FROM generate_series(1, 12) n, (SELECT * FROM (SELECT consumer, topic, partition FROM inbox_position "
                + "LIMIT 1) known UNION ALL VALUES ('fuzz', 'fuzz', 0)) p").run(worker);
    }
}

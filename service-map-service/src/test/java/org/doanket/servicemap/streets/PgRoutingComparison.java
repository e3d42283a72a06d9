package org.doanket.servicemap.streets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.Random;
import org.doanket.servicemap.streets.StreetFile.Arcs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.postgresql.PGConnection;

/**
 * Our search beside pgRouting's on the same arcs: the same junctions at the same times, for any source, mode and direction. Run by
 * {@code benchmarks/pgrouting}, which brings the database: {@code -Dpgrouting=jdbc:… -Dbenchmark=hanoi.streets}.
 */
class PgRoutingComparison {

    private static final int SOURCES = 1_000;
    /** Asked at once: what pgRouting finds for all of them is in its memory at once. */
    private static final int AT_ONCE = 20;
    private static final int MOST_MILLIS = 900_000;
    /** Who comes to a place goes the arcs the other way: pgRouting gets them turned round, we have a table of our own for them. */
    private static final String OUT = "SELECT id, source, target, cost FROM arc";
    private static final String IN = "SELECT id, target AS source, source AS target, cost FROM arc";

    @Test
    @EnabledIfSystemProperty(named = "pgrouting", matches = "jdbc:.*")
    void findsTheJunctionsAndTimesThatPgRoutingFinds() throws Exception {
        StreetFile file = StreetFile.open(Path.of(System.getProperty("benchmark")));
        try (Connection database = DriverManager.getConnection(System.getProperty("pgrouting"))) {
            try (var statement = database.createStatement()) {
                statement.execute("CREATE EXTENSION IF NOT EXISTS pgrouting CASCADE");
            }
            long differences = 0;
            for (ModeView mode : ModeView.values()) {
                copyArcs(database, file, mode);
                differences += compare(database, file, mode, true) + compare(database, file, mode, false);
            }
            assertEquals(0, differences);
        }
    }

    private static void copyArcs(Connection database, StreetFile file, ModeView mode) throws Exception {
        Arcs arcs = file.outgoing(mode);
        StringBuilder rows = new StringBuilder();
        for (int node = 0; node < file.nodes(); node++) {
            for (int i = arcs.offset().get(node); i < arcs.offset().get(node + 1); i++) {
                rows.append(i).append('\t').append(node).append('\t').append(arcs.target().get(i)).append('\t').append(arcs.time().get(i)).append('\n');
            }
        }
        try (var statement = database.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS arc");
            statement.execute("CREATE TABLE arc (id bigint, source bigint, target bigint, cost float8)");
        }
        long copied = database.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY arc FROM STDIN", new StringReader(rows.toString()));
        System.out.printf("%s: %,d junctions, %,d arcs%n", mode.code(), file.nodes(), copied);
    }

    private static long compare(Connection database, StreetFile file, ModeView mode, boolean isForward) throws Exception {
        Arcs arcs = isForward ? file.outgoing(mode) : file.incoming(mode);
        StreetSearch search = new StreetSearch(file);
        Random random = new Random(20261129);
        long differences = 0;
        long reached = 0;
        long ours = 0;
        long theirs = 0;
        for (int done = 0; done < SOURCES; done += AT_ONCE) {
            // Where no arc begins pgRouting does not know the junction at all, and says nothing where we say: itself, at once.
            Long[] sources = random.ints(0, file.nodes()).filter(node -> arcs.offset().get(node + 1) > arcs.offset().get(node))
                    .distinct().limit(AT_ONCE).mapToObj(Long::valueOf).sorted().toArray(Long[]::new);
            long begun = System.nanoTime();
            int[][] expected = ask(database, isForward, sources, file.nodes());
            theirs += System.nanoTime() - begun;
            for (int i = 0; i < sources.length; i++) {
                begun = System.nanoTime();
                search.clear();
                search.seed(sources[i].intValue(), 0, 0, MOST_MILLIS);
                search.run(file, arcs, MOST_MILLIS);
                ours += System.nanoTime() - begun;
                for (int node = 0; node < file.nodes(); node++) {
                    differences += expected[i][node] == search.millis[node] ? 0 : 1;
                    reached += search.millis[node] < Integer.MAX_VALUE ? 1 : 0;
                }
            }
        }
        System.out.printf("%s %s: %,d sources, %,d junctions reached, %,d differences; a source takes us %.3f ms, pgRouting %.1f ms with its rows fetched%n",
                mode.code(), isForward ? "out" : "in", SOURCES, reached, differences, ours / 1e6 / SOURCES, theirs / 1e6 / SOURCES);
        return differences;
    }

    /** @return by source, in the order of their numbers, the time to each junction */
    private static int[][] ask(Connection database, boolean isForward, Long[] sources, int nodes) throws Exception {
        int[][] times = new int[sources.length][nodes];
        for (int[] each : times) {
            Arrays.fill(each, Integer.MAX_VALUE);
        }
        database.setAutoCommit(false);
        try (var statement = database.prepareStatement("SELECT from_v, node, agg_cost FROM pgr_drivingDistance(?, ?, ?::float8, true)")) {
            statement.setString(1, isForward ? OUT : IN);
            statement.setArray(2, database.createArrayOf("bigint", sources));
            statement.setInt(3, MOST_MILLIS);
            statement.setFetchSize(50_000);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    times[Arrays.binarySearch(sources, row.getLong(1))][(int) row.getLong(2)] = (int) row.getDouble(3);
                }
            }
        }
        database.commit();
        database.setAutoCommit(true);
        return times;
    }
}

package org.doanket.membership.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Search over a million members through the HTTP API, in scopes of four sizes, each question to another unit; beside bare SQL, without
 * row-level security, by whichever of the three ways is the quickest for that very question. Run:
 * {@code -Dtest=MemberSearchBenchmark -Dbenchmark=1000000}.
 */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
@EnabledIfSystemProperty(named = "benchmark", matches = "\\d+")
class MemberSearchBenchmark {

    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 24);
    private static final int BARE_ROUNDS = 2;
    private static final int LIMIT = 50;
    private static final String[] QUESTIONS = {"", "q=nguyen", "q=van", "q=thi", "q=vũ", "q=linh", "q=Nguyễn Thị Linh", "q=nguyen van", "q=thi van", "q=le van h",
        "q=quyet", "q=tr", "q=h", "q=t", "q=zzyzx", "q=nguyen xuyen", "phoneEnd=%04d", "phoneEnd=%06d", "card=T%d", "code=DK%09d", "status=suspended",
        "category=honorary", "category=informal&q=nguyen", "q=nguyen&status=suspended", "q=anh&cursor="};

    @Inject
    FieldVault vault;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, List<Double>> ours = new LinkedHashMap<>();
    private final Map<String, List<Double>> bare = new LinkedHashMap<>();
    private final Map<String, List<Double>> byQuestion = new TreeMap<>();

    /** @param unit which is asked about; the caller holds the office there, or in {@code office} */
    private record Place(String name, UUID unit, UUID office) {
    }

    @Test
    void aPageBesideBareSql() throws SQLException, IOException, InterruptedException {
        int members = Integer.getInteger("benchmark");
        long begin = System.nanoTime();
        Million.fill(members, Million.UNIONS, vault);
        System.out.printf("%n%,d members filled in %.0f s%n", members, (System.nanoTime() - begin) / 1e9);
        Random random = new Random(11);
        for (int round = -2; round < ROUNDS; round++) { // the first two are for warming up
            for (Place place : places(random)) {
                for (String question : QUESTIONS) {
                    ask(round, place, String.format(question, random.nextInt(10_000) + (question.contains("06d") || question.startsWith("c") ? 100_000 : 0)));
                }
            }
        }
        System.out.printf("%n| scope | p50 | p95 | p99 | longest | bare p50 | bare p95 |%n|---|---|---|---|---|---|---|%n");
        ours.forEach((name, millis) -> System.out.printf("| %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |%n", name, at(millis, 50), at(millis, 95),
                at(millis, 99), at(millis, 100), at(bare.get(name), 50), at(bare.get(name), 95)));
        System.out.printf("%n| question, all scopes | p50 | p95 | longest |%n|---|---|---|---|%n");
        byQuestion.forEach((name, millis) -> System.out.printf("| %s | %.1f | %.1f | %.1f |%n", name, at(millis, 50), at(millis, 95), at(millis, 100)));
        ours.forEach((name, millis) -> assertThat(at(millis, 95)).as(name).isLessThan(200));
    }

    private static List<Place> places(Random random) {
        int province = random.nextInt(Million.PROVINCES);
        int commune = random.nextInt(Million.COMMUNES);
        UUID union = Million.union(province, commune, random.nextInt(Million.UNIONS));
        UUID there = Million.commune(province, commune);
        return List.of(new Place("grass-roots union", union, union), new Place("commune union", there, there),
                new Place("province", Million.province(province), Million.province(province)), new Place("everything", Million.ROOT, Million.ROOT),
                new Place("commune, asked by the centre", there, Million.ROOT), new Place("province, asked by the centre", Million.province(province), Million.ROOT));
    }

    private void ask(int round, Place place, String question) throws IOException, InterruptedException, SQLException {
        String query = "unit=" + place.unit() + "&scope=subtree&limit=" + LIMIT + "&" + question.replace(" ", "%20");
        if (question.endsWith("cursor=")) { // the second page
            HttpResponse<String> first = client.send(request(place, query.replace("&cursor=", "")), HttpResponse.BodyHandlers.ofString());
            String next = first.headers().firstValue("Link").map(link -> link.replaceAll(".*[?&]cursor=([^&>]*).*", "$1")).orElse(null);
            if (next == null) {
                return;
            }
            query += next;
        }
        HttpRequest request = request(place, query);
        long begin = System.nanoTime();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        double millis = (System.nanoTime() - begin) / 1e6;
        if (round >= 0) {
            ours.computeIfAbsent(place.name(), any -> new ArrayList<>()).add(millis);
            byQuestion.computeIfAbsent(question.replaceAll("\\d+", "…"), any -> new ArrayList<>()).add(millis);
        }
        if (round >= 0 && round < BARE_ROUNDS && !question.endsWith("cursor=")) {
            bare.computeIfAbsent(place.name(), any -> new ArrayList<>()).add(quickest(place.unit(), question));
        }
    }

    private static HttpRequest request(Place place, String query) {
        String encoded = query.chars().anyMatch(c -> c > 127)
                ? query.replaceAll("q=.*", "q=" + URLEncoder.encode(URLDecoder.decode(query.replaceAll(".*q=", ""), StandardCharsets.UTF_8), StandardCharsets.UTF_8)) : query;
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + Api.BASE + "/members?" + encoded))
                .header("Authorization", "Bearer " + Tokens.of("unit-officer").unit(place.office()).token()).header("Accept", "application/json").build();
    }

    /** The rows themselves, on the worker's login, which sees all; each way twice, for what it takes when all is at hand. */
    private double quickest(UUID unit, String question) throws SQLException {
        MemberQueries.Filter filter = new MemberQueries.Filter();
        filter.unit = unit;
        filter.scope = "subtree";
        for (String part : question.split("&")) {
            String[] pair = part.split("=", 2);
            switch (pair[0]) {
                case "q" -> filter.q = pair[1];
                case "phoneEnd" -> filter.phoneEnd = pair[1];
                case "card" -> filter.card = pair[1];
                case "code" -> filter.code = pair[1];
                case "status" -> filter.status = pair[1];
                case "category" -> filter.category = pair[1];
                default -> {
                    // nothing asked for
                }
            }
        }
        try (Connection worker = Million.login("WORKER")) {
            worker.setAutoCommit(false);
            Sql.of("SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true), "
                    + "set_config('max_parallel_workers_per_gather', '0', true)").run(worker);
            String path = Sql.of("SELECT path FROM unit WHERE id = ?", unit).first(worker, row -> row.getString(1)).orElseThrow();
            MemberSought sought = MemberSought.of(new UnitScope(unit, path), filter, true, vault);
            double best = Double.MAX_VALUE;
            for (int time = 0; time < 2; time++) {
                List<Sql> ways = new ArrayList<>(List.of(MemberSearch.amongFew(sought, null, LIMIT + 1), MemberSearch.alongNames(sought, null, LIMIT + 1)));
                sought.words().forEach(word -> ways.add(MemberSearch.alongWord(sought, word, null, LIMIT + 1)));
                for (Sql way : ways) {
                    long begin = System.nanoTime();
                    List<UUID> ids = way.list(worker, row -> row.getObject("id", UUID.class));
                    Sql.of("SELECT * FROM member WHERE id = ANY (?::uuid[]) ORDER BY search_name, id", (Object) Sql.column(ids, id -> id)).list(worker, row -> row.getString("full_name"));
                    best = Math.min(best, (System.nanoTime() - begin) / 1e6);
                }
            }
            return best;
        }
    }

    private static double at(List<Double> millis, int percent) {
        List<Double> sorted = millis.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}

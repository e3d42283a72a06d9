package org.doanket.finance.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.doanket.finance.Api;
import org.doanket.finance.AtOnce;
import org.doanket.finance.Federation;
import org.doanket.finance.ReceiptLock;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Receipts of many units below one, and runs over all of them, at the same time. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class SharingTogetherTest {

    private static final int WRITERS = 16;

    @Inject
    Federation federation;
    @Inject
    Shares shares;

    private String level;
    private UUID top;
    private UUID above;
    private List<UUID> units;

    @BeforeEach
    void units() {
        level = "t-" + System.nanoTime();
        top = federation.unit(null, "vn");
        above = shares.unit(top, "vn", level + "-m");
        units = IntStream.range(0, WRITERS).mapToObj(i -> shares.unit(above, "vn", level)).toList();
        shares.ratio("fund", "own", level, "2024-01-01", 25, false);
        shares.ratio("fund", "below", level + "-m", "2024-01-01", 40, false);
        units.forEach(unit -> shares.receive(unit, "2024-02", "fund", 1_000));
        shares.passedOn();
    }

    /** Whoever is held up holds up nobody else: neither the unit of another receipt, nor the run, nor the one above. */
    @Test
    void aUnitThatIsHeldUpHoldsUpNobodyElse() {
        UUID held = units.get(0);
        List<UUID> others = units.subList(1, WRITERS);
        shares.ratio("fund", "own", level, "2024-01-02", 30, false);
        String[] job = new String[1];
        federation.transaction(connection -> {
            ReceiptLock.hold(connection, held);
            ReceiptLock.hold(connection, above);
            job[0] = start();
            await("all but the one that is held").atMost(Duration.ofSeconds(30)).until(() -> others.stream().allMatch(
                    unit -> shares.shared(unit, "fund") == 300));
            long good = AtOnce.count(others, unit -> {
                shares.receive(unit, "2024-02", "fund", 2_000, 5);
                return shares.shared(unit, "fund") == 900;
            });
            assertThat(good).isEqualTo(others.size());
            assertThat(shares.shared(held, "fund")).as("the run waits for it").isEqualTo(250);
            assertThat(Api.as("treasurer", top).basePath("").get(job[0]).then().extract().<String>path("state")).isEqualTo("running");
        });
        await("the run").atMost(Duration.ofSeconds(30)).until(() -> "succeeded".equals(
                Api.as("treasurer", top).basePath("").get(job[0]).then().extract().path("state")));
        shares.passedOn();
        assertThat(shares.shared(held, "fund")).isEqualTo(300);
        assertThat(Api.balance(above, "1387")).isEqualTo(300 + 900L * others.size());
        assertThat(Api.balance(top, "1387")).isEqualTo((300 + 900L * others.size()) * 40 / 100);
    }

    @Test
    void sharesAddUpWhateverComesInBesideTheRuns() throws Exception {
        long seed = Long.getLong("doanket.seed", System.nanoTime());
        System.out.println("sharing together: seed " + seed);
        Map<UUID, AtomicLong> received = new ConcurrentHashMap<>();
        units.forEach(unit -> received.put(unit, new AtomicLong(1_000)));
        shares.ratio("fund", "own", level, "2024-01-02", 30, false);
        List<String> runs = List.of(start(), start());
        AtOnce.count(units, unit -> {
            Random random = new Random(seed ^ unit.hashCode());
            for (int i = 0; i < 8; i++) {
                long amount = 1 + random.nextInt(9_999_999);
                shares.receive(unit, "2024-02", "fund", amount);
                received.get(unit).addAndGet(amount);
            }
            return true;
        });
        for (String run : runs) {
            await("the run").atMost(Duration.ofMinutes(1)).until(() -> "succeeded".equals(
                    Api.as("treasurer", top).basePath("").get(run).then().extract().path("state")));
        }
        shares.passedOn();
        long all = 0;
        for (UUID unit : units) {
            long share = received.get(unit).get() * 30 / 100;
            all += share;
            assertThat(shares.shared(unit, "fund")).as("seed %d", seed).isEqualTo(share);
            assertThat(-Api.balance(unit, "3382")).as("seed %d", seed).isEqualTo(share);
        }
        assertThat(Api.balance(above, "1387")).as("seed %d", seed).isEqualTo(all);
        assertThat(Api.balance(top, "1387")).as("what is passed on, seed %d", seed).isEqualTo(all * 40 / 100);
        assertThat(Api.done(top, Api.treasurer(top).body(run("preview")).post("/sharing-runs").then()).getLong("result.lines")).as("seed %d", seed).isZero();
        Api.as("auditor", top).get("/unit-months/verification?unit=" + top + "&scope=subtree").then().statusCode(200)
                .body("intact", equalTo(true)).body("totals", greaterThan(2 * WRITERS)).body("scope", equalTo("subtree"));
    }

    /** Some hundreds are held and booked at a time. */
    @Test
    void aRunReachesMoreUnitsThanItHoldsAtOnce() throws Exception {
        int many = 450;
        UUID province = federation.unit(null, "vn");
        federation.transaction(connection -> {
            Sql.of("INSERT INTO unit_ref (id, code, name, search_name, kind, level, jurisdiction, parent_id, path, valid_from, version) "
                    + "SELECT uuidv7(), ? || i, 'Unit ' || i, 'unit', 'grass-roots-union', ?, 'vn', ?, ? || i || '/', '2010-01-01', 1 "
                    + "FROM generate_series(1, ?) i", level, level, province, federation.path(province), many).run(connection);
            Sql.of("INSERT INTO unit_month (unit_id, month, currency, version, fund_collected) SELECT u.id, '2024-03-01', 'VND', 1, 1003 "
                    + "FROM unit_ref u WHERE u.parent_id = ?", province).run(connection);
        });
        top = province;
        JsonPath job = Api.done(top, Api.treasurer(top).body(run("post")).post("/sharing-runs").then());
        assertThat(job.getLong("result.units")).isEqualTo(many);
        assertThat(job.getLong("result.up")).isEqualTo(250L * many);
        assertThat(job.getLong("done")).isEqualTo(many);
        assertThat(Api.balance(province, "1387")).isEqualTo(250L * many);
        assertThat(Api.done(top, Api.treasurer(top).body(run("post")).post("/sharing-runs").then()).getLong("result.lines")).isZero();
    }

    /** Whoever gets past the service and sets a total himself is found out. */
    @Test
    void tellsWhichTotalIsNotWhatItWasSummedFrom() {
        UUID unit = units.get(3);
        federation.transaction(connection -> Sql.of("UPDATE receipt_total SET amount = amount + 1 WHERE unit_id = ?", unit).run(connection));
        Api.as("auditor", above).get("/unit-months/verification?unit=" + above + "&scope=subtree").then().statusCode(200)
                .body("intact", equalTo(false)).body("parted", hasSize(1)).body("parted[0].unit", equalTo(unit.toString()))
                .body("parted[0].what", equalTo("fund")).body("parted[0].month", equalTo("2024-02"))
                .body("parted[0].kept.amount", equalTo(1_001)).body("parted[0].rebuilt.amount", equalTo(1_000));
        Api.as("auditor", above).get("/unit-months/verification?unit=" + units.get(4)).then().statusCode(200).body("intact", equalTo(true))
                .body("scope", equalTo("unit"));
    }

    private String start() {
        return Api.treasurer(top).body(run("post")).post("/sharing-runs").then().statusCode(202).extract().header("Location");
    }

    private Map<String, Object> run(String mode) {
        return Map.of("unit", top, "kind", "re-share", "from", "2024-01", "to", "2024-12", "mode", mode);
    }
}

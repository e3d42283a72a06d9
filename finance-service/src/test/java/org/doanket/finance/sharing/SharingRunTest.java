package org.doanket.finance.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.finance.closing.Endings;
import org.doanket.finance.fund.Employers;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class SharingRunTest {

    @Inject
    Federation federation;
    @Inject
    Shares shares;
    @Inject
    Endings endings;

    private String level;
    private UUID above;
    private UUID unit;

    @BeforeEach
    void units() {
        level = "l" + UUID.randomUUID().toString().replaceAll("[^a-f]", "") + "-" + System.nanoTime();
        above = federation.unit(null, "vn");
        unit = shares.unit(above, "vn", level);
    }

    /** Of 100,000 a fifth is what the unit resolved for itself: as long as no other ratio is set for that, it stays. */
    @Test
    void sharesWhatAUnitsOwnRateBringsByARatioOfItsOwn() {
        shares.ratio("dues", "own", level, "2024-01-01", 30, false);
        shares.assess(unit, "2024-03", 100_000);
        federation.transaction(connection -> Sql.of("UPDATE unit_month SET excess = 20000 WHERE unit_id = ?", unit).run(connection));
        shares.receive(unit, "2024-03", "dues", 100_000);
        assertThat(shares.shared(unit, "dues")).isEqualTo(24_000);
        shares.ratio("dues-excess", "own", level, "2024-01-01", 50, false);
        shares.follow(unit);
        assertThat(shares.shared(unit, "dues")).isEqualTo(24_000 + 10_000);
    }

    /** It came in, whatever a later run found; only what the unit resolved for itself stays, and that counts as collected last. */
    @Test
    void sharesWhatWasPaidAndIsOwedNoMore() {
        shares.ratio("dues", "own", level, "2024-01-01", 30, false);
        shares.assess(unit, "2024-03", 100_000);
        shares.receive(unit, "2024-03", "dues", 100_000);
        federation.transaction(connection -> Sql.of("UPDATE unit_month SET assessed = 60000 WHERE unit_id = ?", unit).run(connection));
        shares.follow(unit);
        assertThat(shares.shared(unit, "dues")).isEqualTo(30_000);
        federation.transaction(connection -> Sql.of("UPDATE unit_month SET excess = 10000 WHERE unit_id = ?", unit).run(connection));
        shares.follow(unit);
        assertThat(shares.shared(unit, "dues")).isEqualTo(27_000);
    }

    /** Of 80,000 half is excess; when it turns out that 60,000 were owed, half of those is, and what is above was not resolved by anybody. */
    @Test
    void aRunThatChangesWhatIsExcessOfWhatIsPaidAlreadyIsFollowed() throws Exception {
        shares.ratio("dues", "own", level, "2024-01-01", 30, false);
        UUID member = federation.member(unit, "R", "non-state-enterprise");
        federation.pay(member, "2025-08", "si_salary", 8_000_000);
        Api.treasurer(unit).body(Map.of("unit", unit, "validFrom", "2025-07-01", "resolution", "NQ", "rate", Map.of("numerator", 1, "denominator", 100)))
                .post("/dues-rates").then().statusCode(201);
        Api.runDues(unit, "2025-08", "post");
        shares.receive(unit, "2025-08", "dues", 80_000);
        assertThat(shares.shared(unit, "dues")).isEqualTo(12_000);
        federation.pay(member, "2025-08", "si_salary", 6_000_000);
        Api.runDues(unit, "2025-08", "post");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(shares.shared(unit, "dues")).isEqualTo(15_000));
        assertThat(federation.text("SELECT string_agg(j.kind || ' ' || jsonb_array_length(j.parameters -> 'units'), ', ') FROM job j WHERE j.unit_id = ? "
                + "AND j.kind LIKE 'sharing%'", unit)).isEqualTo("sharing-of-units 1");
        List<UUID> many = Stream.generate(UUID::randomUUID).limit(1_001).toList();
        assertThat(ShareCommand.OfMany.of(many)).extracting(part -> part.units().size()).containsExactly(500, 500, 1);
        assertThat(ShareCommand.OfMany.of(many).stream().flatMap(part -> part.units().stream())).containsExactlyElementsOf(many);
    }

    /** As QD 8108 of 2023-10-16 did for the whole of 2023: 60/40 until then, 70/30 from January on. */
    @Test
    void sharesAnewWhenARatioIsDecidedLateAndTakesThatBackWhenTheRatioGoes() throws Exception {
        shares.ratio("dues", "own", level, "2022-01-01", 40, false);
        for (String month : new String[] {"2022-12", "2023-03", "2023-04"}) {
            shares.assess(unit, month, 85_003);
            shares.receive(unit, month, "dues", 85_003);
        }
        assertThat(Api.balance(unit, "3381")).isEqualTo(-3 * 34_001);
        UUID late = shares.ratio("dues", "own", level, "2023-01-01", 30, false);

        JsonPath preview = run("re-share", "2023-01", "2023-12", "preview");
        assertThat(preview.getLong("result.lines")).isEqualTo(2);
        assertThat(preview.getLong("result.down")).isEqualTo(2 * (34_001 - 25_500));
        assertThat(Api.balance(unit, "3381")).as("a look books nothing").isEqualTo(-3 * 34_001);
        String id = Api.as("auditor", above).get("/sharing-runs?unit=" + above).then().statusCode(200).extract().path("items[0].id");
        Api.as("auditor", above).get("/sharing-runs/" + id).then().statusCode(200).body("mode", equalTo("preview")).body("down",
                equalTo(17_002));
        Api.as("auditor", above).get("/sharing-runs/" + id + "/lines").then().statusCode(200).body("items", hasSize(2))
                .body("items[0].month", equalTo("2023-03")).body("items[0].before.amount", equalTo(34_001)).body("items[0].step.amount",
                equalTo(-8_501))
                .body("items[0].citation", equalTo("for this test"));

        assertThat(run("re-share", "2023-01", "2023-12", "post").getLong("result.down")).isEqualTo(17_002);
        assertThat(Api.balance(unit, "3381")).isEqualTo(-34_001 - 2 * 25_500);
        assertThat(Api.balance(above, "1387")).isEqualTo(34_001 + 2 * 25_500);
        assertThat(shares.shared(unit, "dues")).isEqualTo(34_001 + 2 * 25_500);
        assertThat(federation.number("SELECT count(*) FROM journal_entry WHERE unit_id = ? AND note = 're-share'", unit)).isEqualTo(2);
        assertThat(federation.number("SELECT count(*) FROM income_share WHERE unit_id = ? AND cause = 're-share'", unit)).isEqualTo(2);
        long entries = shares.entries(unit);
        assertThat(run("re-share", "2023-01", "2023-12", "post").getLong("result.lines")).as("again").isZero();
        assertThat(shares.entries(unit)).isEqualTo(entries);

        shares.cancel(late);
        run("re-share", "2023-01", "2023-12", "post");
        assertThat(Api.balance(unit, "3381")).isEqualTo(-3 * 34_001);
        assertThat(Api.balance(unit, "6391")).isEqualTo(3 * 34_001);
        assertThat(Api.balance(above, "5114")).isEqualTo(-3 * 34_001);
    }

    @Test
    void splitsByTheEstimateLevelByLevelAndTruesUpWhenTheYearIsDecided() throws Exception {
        UUID top = federation.unit(null, "vn");
        UUID middle = shares.unit(top, "vn", level + "-m");
        UUID base = shares.unit(middle, "vn", level);
        shares.ratio("fund", "own", level, "2024-01-01", 25, true);
        shares.ratio("fund", "below", level + "-m", "2024-01-01", 60, true);
        shares.receive(base, "2024-05", "fund", 6_000_000);
        shares.receive(base, "2024-05", "fund", 4_000_003);
        shares.passedOn();
        assertThat(Api.balance(middle, "1387")).isEqualTo(2_500_000);
        assertThat(Api.balance(middle, "3382")).isEqualTo(-1_500_000);
        assertThat(Api.balance(top, "1387")).isEqualTo(1_500_000);

        shares.ratio("fund", "own", level, "2024-01-01", 30, false);
        shares.ratio("fund", "below", level + "-m", "2024-01-01", 40, false);
        above = top;
        assertThat(run("true-up", "2024-01", "2024-12", "preview").getLong("result.down")).as("what follows above is foreseen")
                .isEqualTo(300_000);
        assertThat(Api.balance(top, "1387")).isEqualTo(1_500_000);
        JsonPath job = run("true-up", "2024-01", "2024-12", "post");
        assertThat(job.getLong("result.up")).isEqualTo(500_000);
        assertThat(job.getLong("result.down")).isEqualTo(300_000);
        assertThat(Api.balance(middle, "1387")).isEqualTo(3_000_000);
        assertThat(Api.balance(top, "1387")).isEqualTo(1_200_000);
        assertThat(run("true-up", "2024-01", "2024-12", "post").getLong("result.lines")).isZero();
        start("true-up", "2024-01", "2024-11").statusCode(422).body("code", equalTo("sharing-run-not-a-year"));
        start("true-up", "2050-01", "2050-12").statusCode(409).body("code", equalTo("sharing-year-not-over"));
    }

    @Test
    void givesBackToThoseWhoPayLittleWhatWentUpInTheYearsThatTheRuleCovers() throws Exception {
        UUID county = federation.unit(null, "cn");
        UUID small = federation.unit(county, "cn");
        UUID large = federation.unit(county, "cn");
        shares.receive(small, "2024-03", "fund", 1_500_000);
        shares.receive(small, "2024-09", "fund", 500_000);
        shares.receive(small, "2025-01", "fund", 500_000);
        shares.receive(large, "2024-03", "fund", 2_500_000);
        above = county;
        assertThat(run("refund", "2024-01", "2024-12", "preview").getLong("result.down")).isEqualTo(800_000);
        assertThat(Api.balance(small, "51121")).isZero();
        run("refund", "2024-01", "2024-12", "post");
        assertThat(Api.balance(small, "51121")).as("example 32").isEqualTo(-800_000);
        assertThat(Api.balance(small, "3382")).isEqualTo(-200_000);
        assertThat(Api.balance(county, "63922")).isEqualTo(800_000);
        assertThat(Api.balance(county, "1387")).isEqualTo(200_000 + 1_000_000);
        assertThat(run("refund", "2024-01", "2024-12", "post").getLong("result.lines")).isZero();
        assertThat(run("refund", "2025-01", "2025-12", "post").getLong("result.lines")).as("nothing was found for 2025").isZero();
        shares.receive(small, "2024-12", "fund", 600_000);
        assertThat(run("refund", "2024-01", "2024-12", "post").getLong("result.up")).as("no small payer any more").isEqualTo(800_000);
        assertThat(Api.balance(small, "51121")).isZero();
    }

    @Test
    void givesBackToTheHeirOfASmallPayerThatHasEnded() throws Exception {
        UUID county = federation.unit(null, "cn");
        UUID ended = federation.unit(county, "cn");
        UUID other = federation.unit(county, "cn");
        UUID heir = federation.unit(county, "cn");
        shares.receive(ended, "2024-03", "fund", 1_500_000);
        shares.receive(other, "2024-03", "fund", 1_000_000);
        endings.closed(ended, "2025-02-01", heir);
        endings.await(ended, "closed");
        above = county;
        run("refund", "2024-01", "2024-12", "post");
        assertThat(Api.balance(other, "51121")).as("beside it").isEqualTo(-400_000);
        assertThat(Api.balance(county, "63922")).isEqualTo(1_000_000);
        endings.sweep();
        assertThat(Api.balance(ended, "3382")).isZero();
        assertThat(Api.balance(heir, "3382")).as("it owes up no more for the ended one").isZero();
    }

    @Test
    void takesTheRatioOfAnEmployersGroup() {
        UUID county = federation.unit(null, "cn");
        UUID bank = federation.unit(county, "cn");
        Employers.register(county, bank, Map.of("group", "finance-telecom-post"));
        shares.receive(bank, "2024-03", "fund", 2_000_000);
        assertThat(Api.balance(county, "1387")).isEqualTo(200_000);
    }

    @Test
    void tellsWhatEachStepChanged() throws Exception {
        shares.ratio("fund", "own", level, "2024-01-01", 25, false);
        shares.receive(unit, "2024-05", "fund", 1_000);
        shares.ratio("fund", "own", level, "2024-02-01", 30, false);
        run("re-share", "2024-01", "2024-12", "post");
        federation.transaction(connection -> assertThat(Sql.of("SELECT version, fund_shared FROM unit_month WHERE unit_id = ?", unit)
                .first(connection, row -> row.getLong(1) + " " + row.getLong(2))).as("collected, shared, shared anew").contains("3 300"));
    }

    @Test
    void opensRunsToTheRightPeopleOnly() throws Exception {
        Federation.Tree tree = federation.tree();
        UUID own = tree.commune();
        Map<String, Object> body = Map.of("unit", own, "kind", "re-share", "from", "2024-01", "to", "2024-12", "mode", "preview");
        Api.done(own, Api.treasurer(own).body(body).post("/sharing-runs").then());
        String id = Api.as("auditor", own).get("/sharing-runs?unit=" + own).then().extract().path("items[0].id");
        for (String path : new String[] {"/sharing-runs?unit=" + own, "/sharing-runs/" + id, "/sharing-runs/" + id + "/lines"}) {
            AccessMatrix.of("GET", Api.BASE + path).roles("treasurer", "auditor").inside(own, tree.province()).outside(tree.unit(),
                    tree.elsewhere()).check();
        }
        AccessMatrix.of("POST", Api.BASE + "/sharing-runs").body(() -> body).roles("treasurer").inside(own, tree.province())
                .outside(tree.unit(), tree.elsewhere()).check();
    }

    private ValidatableResponse start(String kind, String from, String to) {
        return Api.treasurer(above).body(Map.of("unit", above, "kind", kind, "from", from, "to", to, "mode", "post"))
                .post("/sharing-runs").then();
    }

    private JsonPath run(String kind, String from, String to, String mode) throws Exception {
        return Api.done(above, Api.treasurer(above).body(Map.of("unit", above, "kind", kind, "from", from, "to", to, "mode", mode))
                .post("/sharing-runs")
                .then());
    }
}

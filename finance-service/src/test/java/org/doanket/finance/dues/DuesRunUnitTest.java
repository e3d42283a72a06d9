package org.doanket.finance.dues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.platform.job.Housekeeping;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.Age;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run comes to in each unit: foreseen by a preview, and after posting what it did. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class DuesRunUnitTest {

    private static final String MONTH = "2025-08";

    @Inject
    Federation federation;
    @Inject
    Housekeeping housekeeping;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Federation.Tree tree;
    private UUID first;
    private UUID second;

    @BeforeEach
    void members() {
        tree = federation.tree();
        first = federation.member(tree.unit(), "A", "non-state-enterprise");
        second = federation.member(tree.unit(), "B", "non-state-enterprise");
        UUID third = federation.member(tree.sibling(), "C", "non-state-enterprise");
        federation.pay(first, MONTH, "si_salary", 8_000_000);
        federation.pay(second, MONTH, "si_salary", 6_000_000);
        federation.pay(third, MONTH, "si_salary", 10_000_000);
    }

    @Test
    void foreseesInEachUnitWhatPostingThenDoes() throws InterruptedException {
        assertThat(differences(run("preview"))).isEqualTo(Map.of(tree.unit(), 70_000L, tree.sibling(), 50_000L));
        assertThat(differences(run("post"))).isEqualTo(Map.of(tree.unit(), 70_000L, tree.sibling(), 50_000L));
        assertThat(differences(run("post"))).as("again").isEmpty();

        federation.pay(first, MONTH, "si_salary", 12_000_000);
        federation.member(tree.unit(), "D", "non-state-enterprise");
        federation.transaction(connection -> Sql.of("UPDATE member_span SET valid_from = '2025-09-01' "
                + "WHERE member_no = (SELECT no FROM member_ref WHERE id = ?)", second).run(connection));
        String preview = run("preview");
        JsonPath foreseen = units(preview, "scope=subtree&unit=" + tree.commune());
        JsonPath whole = Api.as("auditor", tree.commune()).get("/dues-runs/" + preview).then().statusCode(200).extract().jsonPath();
        for (String sum : List.of("members", "problems")) {
            assertThat(foreseen.getList("items." + sum, Long.class).stream().mapToLong(Long::longValue).sum()).as(sum).isEqualTo(whole.getLong(sum));
        }
        assertThat(foreseen.getList("items.total.amount", Long.class).stream().mapToLong(Long::longValue).sum()).isEqualTo(whole.getLong("total"));
        assertThat(foreseen.getList("items.unit")).hasSize(whole.getInt("units"));
        String mine = "items.find { it.unit == '" + tree.unit() + "' }.";
        assertThat(List.of(foreseen.getLong(mine + "members"), foreseen.getLong(mine + "problems"), foreseen.getLong(mine + "changed"),
                foreseen.getLong(mine + "total.amount"), foreseen.getLong(mine + "charged.amount"), foreseen.getLong(mine + "difference.amount")))
                .as("one corrected, one taken back, one without pay").containsExactly(2L, 1L, 2L, 60_000L, 70_000L, -10_000L);
        assertThat(units(preview, "changed=true&scope=subtree&unit=" + tree.commune()).getList("items.unit")).containsExactly(tree.unit().toString());
        long before = Api.balance(tree.unit(), "1388");
        String posted = run("post");
        assertThat(differences(posted)).isEqualTo(Map.of(tree.unit(), -10_000L));
        assertThat(Api.balance(tree.unit(), "1388") - before).isEqualTo(-10_000);
        assertThat(units(posted, "unit=" + tree.unit()).getLong("items[0].problems")).isOne();
    }

    @Test
    void listsThemPageByPageAndAsASheet() throws InterruptedException {
        String id = run("preview");
        String next = Api.as("treasurer", tree.commune()).get("/dues-runs/" + id + "/units?limit=1").then().statusCode(200).body("items", hasSize(1))
                .extract().path("next");
        Api.as("treasurer", tree.commune()).get("/dues-runs/" + id + "/units?limit=1&cursor=" + next).then().statusCode(200).body("items", hasSize(1))
                .body("next", equalTo(null));
        Api.as("treasurer", tree.commune()).accept("text/csv").get("/dues-runs/" + id + "/units").then().statusCode(200)
                .body(containsString("difference")).body(containsString("70000"));
        Age.of(worker, "dues_run", UUID.fromString(id), 91);
        housekeeping.removeWhatIsDue();
        assertThat(units(id, "scope=subtree&unit=" + tree.commune()).getList("items")).as("what was foreseen is kept for a time").isEmpty();
    }

    @Test
    void makesATableOfAMonthOnlyWherePostedAndOfNoneBeforeAllRules() throws InterruptedException {
        String tables = "SELECT count(*) FROM pg_inherits WHERE inhparent = 'charge'::regclass";
        long before = federation.number(tables);
        Api.runDues(tree.commune(), "2017-03", "preview");
        Api.runDues(tree.commune(), "2090-03", "preview");
        Api.runDues(tree.commune(), "1990-03", "preview");
        assertThat(federation.number(tables)).isEqualTo(before);
        Api.treasurer(tree.commune()).body(Map.of("unit", tree.commune(), "month", "2016-12", "mode", "post")).post("/dues-runs").then().statusCode(422)
                .body("code", equalTo("dues-before-rules"));
        Api.runDues(tree.commune(), "2017-03", "post");
        assertThat(federation.number(tables)).isEqualTo(before + 1);
    }

    @Test
    void isForThoseWhoAnswerForMoney() throws InterruptedException {
        String id = run("preview");
        AccessMatrix.of("GET", Api.BASE + "/dues-runs/" + id + "/units").roles("treasurer", "auditor").inside(tree.commune(), tree.province())
                .outside(tree.unit(), tree.elsewhere()).check();
    }

    private String run(String mode) throws InterruptedException {
        Api.runDues(tree.commune(), MONTH, mode);
        return federation.text("SELECT id::text FROM dues_run WHERE unit_id = ? ORDER BY no DESC LIMIT 1", tree.commune());
    }

    private Map<UUID, Long> differences(String run) {
        JsonPath units = units(run, "changed=true&scope=subtree&unit=" + tree.commune());
        Map<UUID, Long> differences = new HashMap<>();
        units.getList("items", Map.class).forEach(unit -> differences.put(UUID.fromString((String) unit.get("unit")),
                ((Number) ((Map<?, ?>) unit.get("difference")).get("amount")).longValue()));
        return differences;
    }

    private JsonPath units(String run, String asked) {
        return Api.as("treasurer", tree.commune()).get("/dues-runs/" + run + "/units?limit=200&" + asked).then().statusCode(200).extract().jsonPath();
    }
}

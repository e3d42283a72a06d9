package org.doanket.membership.body;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.membership.Rosters;
import org.doanket.platform.event.BatchFactListener;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An office rests on the right to stand for it, as on the membership. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class OfficeRightTest {

    @Inject
    @Any
    Instance<FactListener> listeners;

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Api.Tree tree;
    private UUID chair;
    private UUID body;

    @BeforeEach
    void elect() {
        tree = new Api.Tree();
        chair = People.member(tree.grassRoots);
        body = Bodies.formed(Bodies.committee(tree.commune, 3, chair, "chair"));
    }

    @Test
    void endsByItselfWhenTheHolderIsMadeAnHonoraryMemberOnThatDayAndWithItsRole() {
        Bodies.actAs("unit-officer", tree.grassRoots, "/members/" + chair + "/category-changes", Map.of("category", "honorary", "since", "2026-02-01",
                "reason", "director now", "actNumber", "3/QD")).statusCode(200).body("category", equalTo("honorary"), "endedOn", equalTo(null));

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> Bodies.get("/officers?state=all&body=" + body)
                .body("items.endReason", contains("right-lost"), "items.endedOn", contains("2026-02-01")));
        Bodies.get("/role-bindings?member=" + chair).body("items", empty());
    }

    @Test
    void endsByItselfWithTheMembershipOfWhoIsPromotedIntoAnExcludedPost() {
        Bodies.act("/members/" + chair + "/status-changes", Map.of("status", "excluded", "since", "2026-02-01", "reason", "director now"))
                .statusCode(200).body("reasonCode", equalTo("excluded-post"), "endedOn", equalTo("2026-02-01"));

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> Bodies.get("/officers?state=all&body=" + body)
                .body("items.endReason", contains("membership-over"), "items.endedOn", contains("2026-02-01")));
        UUID honorary = UUID.fromString(Bodies.act("/members/" + chair + "/returns", Map.of("joinedOn", "2026-02-01", "category", "honorary",
                "decisionNumber", "12/QĐ", "decisionDate", "2026-02-01"))
                .statusCode(201).body("category", equalTo("honorary"), "former.id", equalTo(chair.toString()), "former.seniorityFrom", equalTo("2020-01-01"))
                .extract().path("id"));
        Bodies.act("/bodies/" + body + "/officers", Map.of("officer", Map.of("memberId", honorary, "position", "member"), "basis", "elected",
                "actNumber", "02/BB", "startsOn", "2026-03-01")).statusCode(422).body("code", equalTo("office-barred"));
    }

    @Test
    void goesOnWhenSomethingElseOfTheFileChanges() {
        Api.officer().contentType("application/merge-patch+json").header("If-Match", "*").body("{\"position\": \"Thợ cả\"}").patch("/members/" + chair)
                .then().statusCode(200);
        UUID second = People.member(tree.grassRoots);
        Bodies.act("/bodies/" + body + "/officers", Map.of("officer", Map.of("memberId", second, "position", "member"), "basis", "elected",
                "actNumber", "02/BB", "startsOn", "2026-03-01")).statusCode(201);
        Bodies.act("/members/" + second + "/category-changes", Map.of("category", "honorary", "since", "2026-04-01", "reason", "director now")).statusCode(200);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> Bodies.get("/officers?body=" + body).body("items.position", contains("chair")));
    }

    @Test
    void endsOfThoseAmongManyWhomASheetTookTheRight() {
        UUID second = People.member(tree.grassRoots);
        Bodies.act("/bodies/" + body + "/officers", Map.of("officer", Map.of("memberId", second, "position", "member"), "basis", "elected",
                "actNumber", "02/BB", "startsOn", "2026-03-01")).statusCode(201);
        Rosters rosters = new Rosters(tree.grassRoots);
        rosters.commit(rosters.checked("Họ tên,Mã NV\n" + people("")));
        String id = rosters.checked("Họ tên,Mã NV,Mã đoàn viên,Loại đoàn viên\n" + people(",,") + "Hai,," + code(second) + ",honorary\nMột,," + code(chair)
                + ",employee\n");
        rosters.get(id, "").body("changed", equalTo(52));
        rosters.commit(id);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> Bodies.get("/officers?state=all&body=" + body)
                .body("items.find { it.memberId == '" + second + "' }.endReason", equalTo("right-lost")));
        Bodies.get("/officers?body=" + body).body("items.position", contains("chair"));
    }

    @Test
    void endsOfEachWhoseFactCameTogetherWithThoseOfOthers() throws SQLException {
        List<UUID> members = List.of(People.member(tree.grassRoots), People.member(tree.grassRoots), chair);
        Sql.of("UPDATE member SET category = 'honorary' WHERE id = ?", chair).run(worker); // and nothing is told
        FactListener departures = listeners.stream().filter(listener -> listener.name().equals("departures")).findFirst().orElseThrow();
        try (Connection connection = worker.getConnection()) {
            ((BatchFactListener) departures).onAll(members.stream().map(member -> new ReceivedFact(member, "member-changed", member, 2, Instant.EPOCH, null))
                    .toList(), connection);
        }
        Bodies.get("/officers?state=all&body=" + body).body("items.endReason", contains("right-lost"));
    }

    /** Entered late: what counts is what somebody was on the day of the election, and that he still may hold the office. */
    @Test
    void asksWhatSomebodyWasOnTheDayOfTheElection() {
        UUID lateHonorary = People.member(tree.grassRoots);
        category(lateHonorary, "honorary", "2025-01-01");
        category(lateHonorary, "employee", "2026-02-01");
        installed(lateHonorary, "2026-01-31").statusCode(422).body("code", equalTo("office-barred"), "rule", containsString("honorary"));
        installed(lateHonorary, "2026-02-01").statusCode(201);
        UUID newcomer = People.member(tree.grassRoots, Map.of("joinedOn", "2026-03-01"));
        installed(newcomer, "2026-02-28").statusCode(422).body("errors.code", contains("no-member-on-the-day"), "errors.pointer", contains("/officer/memberId"));
        UUID honoraryNow = People.member(tree.grassRoots);
        category(honoraryNow, "honorary", "2026-03-01");
        installed(honoraryNow, "2026-02-28").statusCode(422).body("code", equalTo("office-barred"));
    }

    private ValidatableResponse installed(UUID member, String from) {
        return Bodies.act("/bodies/" + body + "/officers", Map.of("officer", Map.of("memberId", member, "position", "member"), "basis", "elected",
                "actNumber", "02/BB", "startsOn", from));
    }

    private static void category(UUID member, String category, String since) {
        Bodies.act("/members/" + member + "/category-changes", Map.of("category", category, "since", since, "reason", "a test")).statusCode(200);
    }

    /** @param rest of each row; with one they have another name than without */
    private static String people(String rest) {
        return IntStream.range(0, 50).mapToObj(i -> "Người " + i + (rest.isEmpty() ? "" : " khác") + ",N" + i + rest + "\n").collect(Collectors.joining());
    }

    private static String code(UUID member) {
        return Api.officer().get("/members/" + member).then().extract().path("code");
    }
}

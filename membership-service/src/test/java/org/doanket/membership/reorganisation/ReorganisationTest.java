package org.doanket.membership.reorganisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.membership.reorganisation.Acts.found;
import static org.doanket.membership.reorganisation.Acts.step;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.membership.Api;
import org.doanket.membership.headcount.Headcounts;
import org.doanket.membership.statistics.Freezing;
import org.doanket.membership.unit.UnitService;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.TopicReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ReorganisationTest {

    private static final String DAY = "2025-07-01";

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Api.Tree tree;
    private Acts acts;
    private String province;
    private String commune;
    private String grassRoots;
    private String sibling;

    @BeforeEach
    void plantTree() {
        tree = new Api.Tree();
        acts = new Acts(tree.province, DAY);
        province = Acts.code(tree.province);
        commune = Acts.code(tree.commune);
        grassRoots = Acts.code(tree.grassRoots);
        sibling = Acts.code(tree.sibling);
    }

    @Test
    void foundsAWholeFederationInOneActWhateverTheOrderOfItsSteps() {
        List<Map<String, Object>> steps = new ArrayList<>();
        String upper = Api.code();
        for (int i = 0; i < 1_590; i++) {
            steps.add(found(upper + "-" + i, "grass-roots-union", i % 2 == 0 ? upper : province, "validFrom", "2024-01-01"));
        }
        steps.add(found(upper, "commune-union", province, "validFrom", "2023-01-01"));
        String id = acts.send(steps).statusCode(201).body("steps", equalTo(1_591)).extract().path("id");
        JsonPath seen = Acts.done(id);

        assertThat(seen.getLong("units.founded")).isEqualTo(1_591);
        JsonPath unit = Acts.unit(upper + "-1588", "2024-01-01");
        assertThat(unit.getString("parentId")).isEqualTo(Acts.unit(upper, null).getString("id"));
        assertThat(Acts.unit(upper + "-1588", "2023-12-31")).isNull();
        Api.officer().get("/units/" + unit.getString("id") + "/history").then().body("fact", contains("unit-founded"))
                .body("[0].actNumber", equalTo("215/QD-LDLD"), "[0].actDate", equalTo("2025-06-25"), "[0].effective", equalTo("2024-01-01"),
                        "[0].detail.reorganisation", equalTo(id));
        await().atMost(Duration.ofSeconds(30)).until(() -> Contracts.told("unit").stream().filter(fact -> fact.value().contains(upper + "-")).count() == 1_590);
        Contracts.check(Contracts.told("unit").stream().filter(fact -> fact.value().contains(upper + "-1588\"")).findFirst().orElseThrow());
        Acts.execute(id, seen.getString("fingerprint")).statusCode(202);
        Api.officer().get("/reorganisations/" + id).then().body("state", equalTo("executed"), "executedBy", equalTo("tester"));
    }

    @Test
    void namesEveryStepThatCannotBe() {
        String taken = Api.code();
        String id = acts.draft(found(taken, "soviet", province), found(taken, "grass-roots-union", province), found(grassRoots, "grass-roots-union", province),
                step("move", grassRoots, "parent", Acts.code(tree.elsewhere)), step("dissolve", commune), step("move", sibling, "parent", province),
                step("dissolve", province), step("restore", sibling, "parent", commune));
        JsonPath seen = Acts.foresee(id);
        assertThat(seen.getBoolean("executable")).isFalse();
        assertThat(Acts.findings(id)).contains("1 " + taken + " unknown-unit-kind", "2 " + taken + " code-twice", "3 " + grassRoots + " unit-code-taken",
                "4 " + Acts.code(tree.elsewhere) + " unknown-unit-code", "6 " + sibling + " unit-already-there", "7 " + province + " unit-above-decides",
                "8 " + sibling + " step-twice");
        Acts.execute(id, seen.getString("fingerprint")).statusCode(409).body("code", equalTo("reorganisation-breaks-rules"));

        acts.send(List.of(step("found", Api.code()), step("merge", sibling), step("split", sibling, "into", commune))).statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/steps/0/name", "/steps/0/kind", "/steps/0/parent", "/steps/1/into", "/steps/2/members"));
        acts.send(List.of(step("abolish", sibling), step("found", "with blanks"))).statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/steps/0/action", "/steps/1/code"));
    }

    /** Communes that were merged on the act's day are no territory from that day on, nor those before it that are made by it. */
    @Test
    void coversOnlyWhatThereIsOnTheActsDay() {
        Api.officer().contentType("text/csv").body(("code,name,province_code,valid_from,valid_to\n60,Tỉnh Mẫu,,1990-01-01,\n60001,Xã Cũ,60,1990-01-01," + DAY
                + "\n60002,Xã Mới,60," + DAY + ",\n").getBytes(StandardCharsets.UTF_8)).put("/administrative-units?jurisdiction=vn").then().statusCode(200);
        String unit = Api.code();
        String id = acts.draft(found(unit, "commune-union", province, "territory", List.of("60001", "60002", "60003")),
                found(unit + "-before", "commune-union", province, "validFrom", LocalDate.parse(DAY).minusDays(1).toString(), "territory", List.of("60001", "60002")));
        assertThat(Acts.foresee(id).getBoolean("executable")).isFalse();
        assertThat(Acts.findings(id)).contains("1 " + unit + " administrative-unit-not-then", "1 " + unit + " unknown-administrative-unit",
                "2 " + unit + "-before administrative-unit-not-then").filteredOn(finding -> finding.contains("administrative-unit")).hasSize(3);
        Api.officer().get("/reorganisations/" + id + "/dry-run/findings").then().body("items.find { it.step == 1 && it.code == 'administrative-unit-not-then' }.message",
                equalTo("There was no administrative unit 60001 on " + DAY + "."));
        Acts.done(acts.draft(found(unit, "commune-union", province, "territory", List.of("60002"))));
        Api.officer().get("/units/" + Acts.unit(unit, null).getString("id") + "/territory").then().body("name", contains("Xã Mới"));
    }

    /** Tree, search, counts, head counts and statistics of a day before it; and of the act's own day. */
    @Test
    void changesNothingThatIsAnsweredForADayBefore() {
        for (int i = 0; i < 3; i++) {
            admit(tree.grassRoots, null, null);
        }
        admit(tree.sibling, null, null);
        UUID moves = Api.unit("grass-roots-union", tree.commune);
        String name = Api.officer().get("/units/" + tree.grassRoots).then().extract().path("name");
        String period = Headcounts.period(tree.province, LocalDate.parse("2025-05-31"));
        for (UUID unit : List.of(tree.grassRoots, moves)) {
            Headcounts.approved(period, unit, Headcounts.count(3, 1, 9, 4));
        }
        String merged = Api.code();
        acts.done(step("merge", grassRoots, "into", merged), step("move", Acts.code(moves), "parent", sibling),
                step("dissolve", commune, "successors", List.of(sibling)), found(merged, "grass-roots-union", sibling));
        UUID founded = UUID.fromString(Acts.unit(merged, null).getString("id"));

        String before = "&asOf=2025-06-30";
        String then = "&asOf=" + DAY;
        assertThat(ids("/units/" + tree.province + "/subtree?limit=200" + before)).startsWith(tree.province, tree.commune)
                .containsExactlyInAnyOrder(tree.province, tree.commune, tree.grassRoots, moves, tree.sibling);
        assertThat(ids("/units/" + tree.province + "/subtree?limit=200" + then)).startsWith(tree.province, tree.sibling)
                .containsExactlyInAnyOrder(tree.province, tree.sibling, moves, founded);
        assertThat(ids("/units?scope=children&unit=" + tree.commune + before)).containsExactlyInAnyOrder(tree.grassRoots, moves);
        assertThat(ids("/units?scope=children&unit=" + tree.commune + then)).isEmpty();
        assertThat(ids("/units?q=" + name + before)).containsExactly(tree.grassRoots);
        assertThat(ids("/units?q=" + name + then)).isEmpty();
        officer().get("/tallies/members?unit=" + tree.commune + before).then().statusCode(200).body("members", equalTo(3));
        officer().get("/tallies/members?unit=" + tree.commune + then).then().statusCode(404);
        officer().get("/tallies/members/units?unit=" + tree.province + before).then().body("items.unit", containsInAnyOrder(tree.commune.toString(),
                tree.sibling.toString()), "items.members", containsInAnyOrder(3, 1));
        officer().get("/members/count?scope=subtree&unit=" + tree.sibling + before).then().body("count", equalTo(1));
        officer().get("/members/count?scope=subtree&unit=" + tree.sibling + then).then().body("count", equalTo(4));
        officer().get("/headcount-reports?scope=subtree&unit=" + tree.commune + before).then().statusCode(200).body("items.unitId",
                containsInAnyOrder(tree.grassRoots.toString(), moves.toString()));
        officer().get("/headcount-reports?scope=subtree&unit=" + tree.commune + then).then().body("items.size()", equalTo(0));
        officer().get("/headcount-reports?scope=subtree&unit=" + tree.sibling + then).then().body("items.unitId", contains(moves.toString()));
        Freezing.freeze(tree.province, "2025-05-31");
        Freezing.freeze(tree.province, "2025-11-30");
        officer().get("/statistics/2025-05-31/units?unit=" + tree.province).then().body("items.members", containsInAnyOrder(3, 1));
        officer().get("/statistics/2025-11-30/units?unit=" + tree.province).then().body("items.members", contains(4));
    }

    private RequestSpecification officer() {
        return Api.as("federation-officer", tree.province);
    }

    private List<UUID> ids(String path) {
        return officer().get(path).then().statusCode(200).extract().<List<String>>path("items.id").stream().map(UUID::fromString).toList();
    }

    @Test
    void warnsOfMembersWhomTheUnitThatTakesThemDoesNotTakeByItsKind() {
        java.util.UUID guild = Api.unit("nghiep-doan", tree.commune);
        org.doanket.membership.People.member(guild);
        org.doanket.membership.People.member(guild);
        String id = acts.draft(step("merge", Acts.code(guild), "into", sibling));
        JsonPath seen = Acts.foresee(id);
        assertThat(seen.getBoolean("executable")).isTrue();
        assertThat(Acts.findings(id)).anyMatch(finding -> finding.endsWith(sibling + " members-not-taken"));
        Api.officer().get("/reorganisations/" + id + "/dry-run/findings").then().body("items.find { it.code == 'members-not-taken' }.message",
                org.hamcrest.Matchers.containsString("2 of the members"));
    }

    @Test
    void leavesNothingBelowWhatItDissolvesAndMakesNoCircle() {
        String dissolved = acts.draft(step("dissolve", commune));
        Acts.foresee(dissolved);
        assertThat(Acts.findings(dissolved)).containsExactly("1 " + commune + " unit-has-units-below");
        String circle = acts.draft(step("move", commune, "parent", sibling), step("move", sibling, "parent", commune));
        Acts.foresee(circle);
        assertThat(Acts.findings(circle)).anyMatch(finding -> finding.endsWith("unit-circle"));
        String ending = acts.draft(step("dissolve", sibling), step("move", commune, "parent", sibling));
        Acts.foresee(ending);
        assertThat(Acts.findings(ending)).containsExactly("2 " + sibling + " unit-ends-too");
        String early = new Acts(tree.province, "2019-01-01").draft(step("move", grassRoots, "parent", province));
        Acts.foresee(early);
        assertThat(Acts.findings(early)).contains("1 " + grassRoots + " before-last-change");
    }

    @Test
    void mergesWithMembersAndUnitsBelowAndKeepsWhoCameAfterWhom() {
        String inside = Api.code();
        acts.done(found(inside, "departmental-union", grassRoots));
        String member = admit(tree.grassRoots, "hr", "1");
        String clash = admit(tree.sibling, "hr", "1");
        String merged = Api.code();
        String id = acts.done(step("merge", grassRoots, "into", merged), step("merge", sibling, "into", merged), found(merged, "grass-roots-union", commune));

        JsonPath after = Acts.unit(merged, null);
        assertThat(after.getList("predecessors")).containsExactlyInAnyOrder(tree.grassRoots.toString(), tree.sibling.toString());
        assertThat(Acts.unit(inside, null).getString("parentId")).isEqualTo(after.getString("id"));
        Api.officer().get("/units/" + tree.sibling).then().body("validTo", equalTo(DAY), "successors", contains(after.getString("id")));
        Api.officer().get("/units/" + tree.sibling + "?asOf=2025-06-30").then().body("successors.size()", equalTo(0));
        Api.officer().get("/members/" + member).then().body("unitId", equalTo(after.getString("id")), "status", equalTo("active"),
                "joinedOn", equalTo("2020-01-01"));
        Api.officer().get("/members/" + member + "/history").then().body("fact", contains("member-admitted", "member-transferred"))
                .body("[1].detail.unitId[0]", equalTo(tree.grassRoots.toString()), "[1].effective", equalTo(DAY));
        List<String> numbers = new ArrayList<>();
        for (String each : List.of(member, clash)) {
            numbers.add(Api.officer().get("/members/" + each).then().statusCode(200).extract().path("externalId"));
        }
        assertThat(numbers).containsOnlyOnce("1").contains((String) null);
        Api.as("unit-officer", UUID.fromString(after.getString("id"))).get("/members/" + clash).then().statusCode(200);

        String counter = Acts.counter(id, "2025-08-01");
        Acts.done(counter);
        Api.officer().get("/members/" + member).then().body("unitId", equalTo(tree.grassRoots.toString()));
        Api.officer().get("/members/" + clash).then().body("unitId", equalTo(tree.sibling.toString()));
        assertThat(Acts.unit(inside, null).getString("parentId")).isEqualTo(tree.grassRoots.toString());
        Api.officer().get("/units/" + tree.sibling).then().body("validTo", nullValue(), "successors.size()", equalTo(0));
        Api.officer().get("/units/" + tree.sibling + "?asOf=2025-07-15").then().statusCode(404);
        Api.officer().get("/units/" + after.getString("id")).then().body("validTo", equalTo("2025-08-01"));
        Api.officer().get("/reorganisations/" + id).then().body("counteredBy", equalTo(counter));
        Api.officer().contentType("application/json").body(Map.of("actNumber", "1", "effective", "2025-08-01"))
                .post("/reorganisations/" + id + "/counter-act").then().statusCode(409).body("code", equalTo("reorganisation-countered"));
    }

    @Test
    void splitsByAListAndByUnitsBelow() {
        String inside = Api.code();
        acts.done(found(inside, "departmental-union", grassRoots));
        UUID department = UUID.fromString(Acts.unit(inside, null).getString("id"));
        String listed = admit(tree.grassRoots, null, null);
        String stays = admit(tree.grassRoots, null, null);
        String goesAlong = admit(department, null, null);
        String code = Api.officer().get("/members/" + listed).then().extract().path("code");
        String part = Api.code();
        String rest = Api.code();
        String wrong = acts.draft(found(part, "grass-roots-union", commune), step("split", grassRoots, "into", part, "members", List.of(code, "NOBODY")));
        Acts.foresee(wrong);
        assertThat(Acts.findings(wrong)).contains("2 " + grassRoots + " unknown-member-code", "1 " + part + " below-minimum-members");

        acts.done(found(part, "grass-roots-union", commune), found(rest, "grass-roots-union", commune),
                step("split", grassRoots, "into", part, "members", List.of(code), "units", List.of(inside)),
                step("dissolve", grassRoots, "into", rest, "successors", List.of(part, rest)));

        String partId = Acts.unit(part, null).getString("id");
        String restId = Acts.unit(rest, null).getString("id");
        Api.officer().get("/members/" + listed).then().body("unitId", equalTo(partId));
        Api.officer().get("/members/" + stays).then().body("unitId", equalTo(restId));
        Api.officer().get("/members/" + goesAlong).then().body("unitId", equalTo(department.toString()));
        assertThat(Acts.unit(inside, null).getString("parentId")).isEqualTo(partId);
        Api.as("unit-officer", UUID.fromString(partId)).get("/members/" + goesAlong).then().statusCode(200);
        Api.officer().get("/units/" + tree.grassRoots).then().body("successors", containsInAnyOrder(partId, restId));
    }

    @Test
    void endsMembershipsWithTheirUnionAndACounterActOfTheSameDayBringsThemBack() {
        String member = admit(tree.grassRoots, null, null);
        String other = admit(tree.commune, null, null);
        String away = admit(tree.grassRoots, null, null);
        Api.officer().contentType("application/json").body(Map.of("status", "suspended", "since", "2025-01-10", "reason", "cares for a child", "reasonCode",
                "long-leave")).post("/members/" + away + "/status-changes").then().statusCode(200);
        String id = acts.done(step("dissolve", grassRoots), step("move", commune, "parent", sibling));
        Api.officer().get("/members/" + member).then().body("status", equalTo("union-ended"), "endedOn", equalTo(DAY), "joinedOn", equalTo("2020-01-01"),
                "statusReason", equalTo("215/QD-LDLD"));
        Api.officer().get("/members/" + other).then().body("status", equalTo("active"));
        assertThat(Api.as("unit-officer", tree.sibling).get("/members/" + other).statusCode()).isEqualTo(200);

        Acts.done(Acts.counter(id, DAY));
        Api.officer().get("/members/" + member).then().body("status", equalTo("active"), "endedOn", nullValue(), "joinedOn", equalTo("2020-01-01"));
        Api.officer().get("/members/" + away).then().body("status", equalTo("suspended"), "statusReason", equalTo("cares for a child"), "reasonCode",
                equalTo("long-leave"));
        Api.officer().get("/members/" + member + "/history").then()
                .body("fact", contains("member-admitted", "member-ended", "member-changed")).body("[2].effective", equalTo(DAY));
        assertThat(Api.as("unit-officer", tree.sibling).get("/members/" + other).statusCode()).isEqualTo(404);
        for (String asOf : List.of("2025-06-30", DAY, LocalDate.now().toString())) {
            Api.officer().get("/units/" + tree.grassRoots + "?asOf=" + asOf).then().statusCode(200).body("parentId", equalTo(tree.commune.toString()));
            Api.officer().get("/units/" + tree.commune + "?asOf=" + asOf).then().body("parentId", equalTo(tree.province.toString()));
        }
        Api.officer().get("/units/" + tree.grassRoots + "/history").then().body("fact", contains("unit-founded", "unit-ended", "unit-restored"));
        await().atMost(Duration.ofSeconds(30)).until(() -> factsOf("member", member).size() == 3 && factsOf("unit", tree.grassRoots.toString()).size() == 3
                && Contracts.told("reorganisation").stream().anyMatch(fact -> fact.value().contains(id)));
        for (String aggregate : List.of("member", "unit")) {
            List<ConsumerRecord<String, String>> facts = factsOf(aggregate, aggregate.equals("member") ? member : tree.grassRoots.toString());
            facts.forEach(Contracts::check);
            assertThat(facts).extracting(fact -> TopicReader.header(fact, "ce_aggregateversion")).containsExactly("1", "2", "3");
        }
        Contracts.told("reorganisation").forEach(Contracts::check);
    }

    @Test
    void membersOfADissolvedUnitGoOnInTheOneThatComesAfterItAndOfSeveralOneIsNamed() {
        String member = admit(tree.grassRoots, null, null);
        String several = acts.draft(step("dissolve", grassRoots, "successors", List.of(commune, sibling)));
        assertThat(Acts.foresee(several).getBoolean("executable")).isFalse();
        assertThat(Acts.findings(several)).contains("1 " + grassRoots + " members-without-taker");
        Acts.done(acts.draft(step("dissolve", Acts.code(Api.unit("grass-roots-union", tree.commune)), "successors", List.of(commune, sibling))));

        JsonPath seen = Acts.done(acts.draft(step("dissolve", grassRoots, "successors", List.of(sibling))));
        assertThat(seen.getMap("lines")).isEqualTo(Map.of("members-leave", 1, "members-come", 1));
        Api.officer().get("/members/" + member).then().body("status", equalTo("active"), "unitId", equalTo(tree.sibling.toString()));
    }

    @Test
    void ofTwoConflictingActsOneWinsAndTheOtherIsToldWhy() {
        String first = acts.draft(step("move", grassRoots, "parent", sibling));
        String second = acts.draft(step("dissolve", grassRoots));
        String one = Acts.foresee(first).getString("fingerprint");
        String two = Acts.foresee(second).getString("fingerprint");
        String job1 = Acts.execute(first, one).statusCode(202).extract().path("job");
        var answer = Acts.execute(second, two);
        if (answer.extract().statusCode() == 202) {
            JsonPath lost = Acts.ended(answer.extract().path("job"));
            assertThat(lost.getString("state")).isEqualTo("failed");
            assertThat(lost.getString("failure")).isEqualTo("reorganisation-overtaken");
        } else {
            answer.statusCode(409).body("code", equalTo("reorganisation-overtaken"));
        }
        assertThat(Acts.ended(job1).getString("state")).isEqualTo("succeeded");
        Acts.execute(second, two).statusCode(409).body("code", equalTo("reorganisation-overtaken"), "conflicts[0].code", equalTo(grassRoots),
                "conflicts[0].fact", equalTo("unit-moved"), "conflicts[0].actNumber", equalTo("215/QD-LDLD"));
        String tag = Api.officer().get("/reorganisations/" + second).then().body("state", equalTo("draft")).extract().header("ETag");
        Api.officer().header("If-None-Match", tag).get("/reorganisations/" + second).then().statusCode(304);
        Sql.of("UPDATE reorganisation SET state = 'executing' WHERE id = ?::uuid", second).run(worker);
        Api.officer().header("If-None-Match", tag).get("/reorganisations/" + second).then().statusCode(200).body("state", equalTo("executing"));
        Sql.of("UPDATE reorganisation SET state = 'draft' WHERE id = ?::uuid", second).run(worker);
        Api.officer().contentType("application/merge-patch+json").header("If-Match", tag).body(Map.of("note", "again")).patch("/reorganisations/" + second).then()
                .statusCode(200);
        Acts.done(second);
    }

    @Test
    void executesOnlyWhatWasShownAndNamesWhatDiffers() {
        admit(tree.grassRoots, null, null);
        String id = acts.draft(step("dissolve", grassRoots));
        String shown = Acts.foresee(id).getString("fingerprint");
        assertThat(Acts.foresee(id).getString("fingerprint")).isEqualTo(shown);
        for (int i = 0; i < 3; i++) {
            admit(tree.grassRoots, null, null);
        }
        Acts.execute(id, shown).statusCode(409).body("code", equalTo("reorganisation-not-as-shown"), "differences", org.hamcrest.Matchers.hasSize(1),
                "differences[0].unitCode", equalTo(grassRoots), "differences[0].what", equalTo("members-end"), "differences[0].shown", equalTo(1),
                "differences[0].now", equalTo(4));
        Api.officer().get("/reorganisations/" + id).then().body("state", equalTo("draft"));
        assertThat(Acts.foresee(id).getString("fingerprint")).isNotEqualTo(shown);
        Acts.done(id);
    }

    /** A unit that came below in the meantime changes nothing of the unit itself. */
    @Test
    void tellsWhichRuleAnActBreaksByOneThatCameBetween() {
        String id = acts.draft(step("dissolve", sibling));
        String shown = Acts.foresee(id).getString("fingerprint");
        acts.done(step("move", grassRoots, "parent", sibling));
        Acts.execute(id, shown).statusCode(409).body("code", equalTo("reorganisation-not-as-shown"), "differences.find { it.message != null }.what",
                equalTo("unit-has-units-below"), "differences.find { it.message != null }.unitCode", equalTo(sibling));
        assertThat(Acts.foresee(id).getString("fingerprint")).isNotEqualTo(shown);
    }

    @Test
    void aJobThatFindsSomethingElseThanWasShownSaysWhat() throws SQLException {
        String member = admit(tree.grassRoots, null, null);
        String id = acts.draft(step("dissolve", grassRoots));
        String shown = Acts.foresee(id).getString("fingerprint");
        String job;
        try (Connection connection = worker.getConnection()) {
            Sql.of("SELECT pg_advisory_lock(?)", UnitService.TREE).first(connection, row -> true);
            job = Acts.execute(id, shown).statusCode(202).extract().path("job");
            Sql.of("UPDATE member SET ended_on = '2025-06-30', status = 'left' WHERE id = ?::uuid", member).run(connection);
            Sql.of("SELECT pg_advisory_unlock(?)", UnitService.TREE).first(connection, row -> true);
        }
        JsonPath ended = Acts.ended(job);
        assertThat(ended.getString("failure")).isEqualTo("reorganisation-not-as-shown");
        assertThat(ended.getList("result.differences.what")).containsExactly("members-end");
        Api.officer().get("/reorganisations/" + id).then().body("state", equalTo("draft"), "differences.what", contains("members-end"),
                "differences[0].shown", equalTo(1), "differences[0].now", equalTo(0));
    }

    @Test
    void countsWhoLeavesAUnitThatMovesOnlyOnce() {
        String goes = admit(tree.grassRoots, null, null);
        admit(tree.grassRoots, null, null);
        String code = Api.officer().get("/members/" + goes).then().extract().path("code");
        String part = Api.code();
        String id = acts.draft(step("move", grassRoots, "parent", sibling), found(part, "grass-roots-union", commune),
                step("split", grassRoots, "into", part, "members", List.of(code)));
        JsonPath seen = Acts.foresee(id);
        assertThat(seen.getInt("lines.'members-leave'")).isEqualTo(1);
        assertThat(seen.getInt("lines.'members-move'")).isEqualTo(1);
    }

    @Test
    void isADraftUntilItIsExecuted() {
        String id = acts.draft(step("move", grassRoots, "parent", sibling));
        Api.officer().get("/reorganisations/" + id + "/dry-run").then().statusCode(404);
        Acts.execute(id, "x").statusCode(409).body("code", equalTo("reorganisation-not-checked"));
        String fingerprint = Acts.foresee(id).getString("fingerprint");
        patch(id, null, Map.of("note", "x")).statusCode(428);
        patch(id, "\"v1\"", Map.of("note", "x", "steps", List.of(step("move", grassRoots, "parent", province)))).statusCode(200)
                .header("ETag", "\"v2\"").body("steps", equalTo(1), "note", equalTo("x"));
        Acts.execute(id, fingerprint).statusCode(409).body("code", equalTo("reorganisation-not-checked"));
        Api.officer().get("/reorganisations/" + id + "/steps").then().body("items.step.parent", contains(province));
        Acts.done(id);
        patch(id, "*", Map.of("note", "y")).statusCode(409).body("code", equalTo("reorganisation-not-a-draft"));
        Api.officer().header("If-Match", "*").delete("/reorganisations/" + id).then().statusCode(409);
        String thrown = acts.draft(step("move", grassRoots, "parent", sibling));
        Api.officer().header("If-Match", "\"v1\"").delete("/reorganisations/" + thrown).then().statusCode(204);
        Api.officer().get("/reorganisations/" + thrown).then().statusCode(404);
        String tomorrow = new Acts(tree.province, LocalDate.now().plusDays(3).toString()).draft(step("move", grassRoots, "parent", commune));
        Acts.execute(tomorrow, Acts.foresee(tomorrow).getString("fingerprint")).statusCode(409).body("code", equalTo("reorganisation-too-early"));
    }

    @Test
    void warnsOfAnActThatReachesBackAndIsNotExecutedBeforeItIsSigned() {
        String late = "items.find { it.code == 'act-after-effective' }.";
        String id = acts.draft(step("move", grassRoots, "parent", sibling));
        long others = Acts.foresee(id).getLong("warnings");
        patch(id, "*", Map.of("actDate", "2025-07-02")).statusCode(200);
        JsonPath seen = Acts.foresee(id);
        assertThat(seen.getLong("warnings")).isEqualTo(others + 1);
        assertThat(seen.getBoolean("executable")).isTrue();
        Api.officer().get("/reorganisations/" + id + "/dry-run/findings").then().body(late + "pointer", equalTo("/actDate"), late + "blocks",
                equalTo(false), late + "message", containsString("2025-07-02"), late + "places.day", equalTo(DAY));
        patch(id, "*", Map.of("actDate", LocalDate.now().plusDays(3).toString())).statusCode(200);
        Acts.execute(id, Acts.foresee(id).getString("fingerprint")).statusCode(409).body("code", equalTo("reorganisation-not-signed"));
        patch(id, "*", Map.of("actDate", "2025-07-02")).statusCode(200);
        Acts.done(id);
    }

    @Test
    void readsItsStepsFromASheetInVietnamese() {
        String csv = "QUYẾT ĐỊNH SẮP XẾP\nViệc,Mã,Tên,Loại,Cấp trên,Kế thừa,Nơi tiếp nhận\n"
                + "Thành lập," + sibling + "-1,Công đoàn xã Mới,commune-union," + province + ",,\n"
                + "Chuyển," + grassRoots + ",,," + sibling + "-1,,\nGiải thể," + commune + ",,,," + sibling + "-1,\n";
        String id = sheet(csv).statusCode(201).body("steps", equalTo(3), "actNumber", equalTo("9/QD")).extract().path("id");
        Acts.done(id);
        assertThat(Acts.unit(grassRoots, null).getString("parentId")).isEqualTo(Acts.unit(sibling + "-1", null).getString("id"));
        sheet("Việc,Mã\nNâng cấp,X1\nChuyển,X 2\nChuyển,X3\n").statusCode(422).body("errors.pointer",
                containsInAnyOrder("/rows/2/action", "/rows/3/code", "/rows/3/parent", "/rows/4/parent"));
    }

    private io.restassured.response.ValidatableResponse sheet(String csv) {
        return Api.officer().contentType("text/csv; charset=UTF-8").body(csv.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/reorganisations?unit=" + tree.province + "&actNumber=9/QD&effective=" + DAY).then();
    }

    private static io.restassured.response.ValidatableResponse patch(String id, String ifMatch, Map<String, Object> body) {
        var request = Api.officer().contentType("application/merge-patch+json").body(body);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch)).patch("/reorganisations/" + id).then();
    }

    private static String admit(UUID unit, String source, String external) {
        Map<String, Object> body = new java.util.LinkedHashMap<>(Map.of("unitId", unit, "fullName", "Nguyễn Văn An", "joinedOn", "2020-01-01"));
        if (source != null) {
            body.putAll(Map.of("externalSource", source, "externalId", external));
        }
        return Api.officer().contentType("application/json").body(body).post("/members").then().statusCode(201).extract().path("id");
    }

    private static List<ConsumerRecord<String, String>> factsOf(String aggregate, String id) {
        return Contracts.told(aggregate).stream().filter(fact -> id.equals(TopicReader.header(fact, "ce_subject"))).toList();
    }
}

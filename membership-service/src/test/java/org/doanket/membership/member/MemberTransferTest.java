package org.doanket.membership.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.TopicReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verb by which other features carry somebody over, called as they call it: in a transaction that sees one unit only. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MemberTransferTest {

    @Inject
    MemberService members;

    @Inject
    AgroalDataSource dataSource;

    private Api.Tree tree;

    @BeforeEach
    void plantTree() {
        tree = new Api.Tree();
    }

    @Test
    void goesToAUnitThatDoesNotSeeWhereItComesFromAndKeepsFileAndSeniority() {
        UUID member = People.member(tree.grassRoots, Map.of("externalSource", "hr", "externalId", "7"));
        transfer(member, tree.sibling, "2024-03-01");

        Api.as("unit-officer", tree.sibling).get("/members/" + member).then().statusCode(200)
                .body("unitId", equalTo(tree.sibling.toString()), "joinedOn", equalTo("2020-01-01"), "status", equalTo("active"),
                        "externalId", equalTo("7"), "version", equalTo(2));
        Api.as("unit-officer", tree.grassRoots).get("/members/" + member).then().statusCode(404);
        Api.officer().get("/members/" + member + "/history").then().body("fact", contains("member-admitted", "member-transferred"))
                .body("[1].detail.unitId", contains(tree.grassRoots.toString(), tree.sibling.toString()), "[1].effective", equalTo("2024-03-01"),
                        "[1].reason", equalTo("05/QD"));
        await().atMost(Duration.ofSeconds(30)).until(() -> factsOf(member).size() == 2);
        ConsumerRecord<String, String> told = factsOf(member).get(1);
        Contracts.check(told);
        assertThat(TopicReader.header(told, "ce_type")).isEqualTo("org.doanket.membership.member-transferred.v1");
        assertThat(told.value()).contains(tree.sibling.toString());
    }

    @Test
    void losesAnEmployersNumberThatSomebodyHasThereAlready() {
        People.member(tree.sibling, Map.of("externalSource", "hr", "externalId", "7"));
        UUID member = People.member(tree.grassRoots, Map.of("externalSource", "hr", "externalId", "7"));
        transfer(member, tree.sibling, "2024-03-01");

        Api.officer().get("/members/" + member).then().body("externalSource", nullValue(), "externalId", nullValue());
    }

    @Test
    void goesNeitherNowhereNorBackInTimeNorAcrossTheBorder() {
        UUID member = People.member(tree.grassRoots);
        refused(member, tree.grassRoots, "2024-03-01", "member-already-there");
        refused(member, tree.sibling, "2019-12-31", "member-before-last-transfer");
        refused(member, tree.sibling, "2999-01-01", "invalid");
        refused(member, UUID.randomUUID(), "2024-03-01", "not-found");
        Map<String, Object> federation = Api.founding("provincial-federation", null);
        federation.put("jurisdiction", "cn");
        refused(member, UUID.fromString(Api.found(federation).statusCode(201).extract().path("id")), "2024-03-01", "member-other-jurisdiction");
        transfer(member, tree.sibling, "2024-03-01");
        refused(member, tree.commune, "2024-02-29", "member-before-last-transfer");
        People.setStatus(member, "left", "2024-05-01");
        refused(member, tree.commune, "2024-06-01", "member-over");
    }

    @Test
    void goesToAGuildOnlyAsWhomAGuildTakes() {
        UUID guild = Api.unit("nghiep-doan", tree.commune);
        UUID member = People.member(tree.grassRoots);
        refused(member, guild, "2024-03-01", "member-not-taken");
        refused(People.foreigner(tree.grassRoots), guild, "2025-08-01", "member-not-taken");
        QuarkusTransaction.requiringNew().run(() -> members.transfer(member, guild, LocalDate.parse("2024-03-01"), "05/QD", "informal"));
        Api.officer().get("/members/" + member).then().body("unitId", equalTo(guild.toString()), "category", equalTo("informal"));
        Api.officer().get("/members/" + member + "/history").then().body("fact", contains("member-admitted", "member-transferred", "member-changed"))
                .body("[2].detail.category", contains("employee", "informal"), "[2].effective", equalTo("2024-03-01"));
    }

    @Test
    void leavesTheTransactionAsNarrowAsItWas() {
        UUID member = People.member(tree.grassRoots);
        long seen = QuarkusTransaction.requiringNew().call(() -> {
            narrowToSibling();
            members.transfer(member, tree.sibling, LocalDate.parse("2024-03-01"), "05/QD", null);
            return Sql.of("SELECT count(DISTINCT unit_id) FROM member").first(dataSource, row -> row.getLong(1)).orElseThrow();
        });
        assertThat(seen).isEqualTo(1);
    }

    private void transfer(UUID member, UUID to, String on) {
        QuarkusTransaction.requiringNew().run(() -> {
            narrowToSibling();
            members.transfer(member, to, LocalDate.parse(on), "05/QD", null);
        });
    }

    private void narrowToSibling() {
        String path = Sql.of("SELECT path FROM unit WHERE id = ?", tree.sibling).first(dataSource, row -> row.getString(1)).orElseThrow();
        UnitScope scope = new UnitScope(tree.sibling, path);
        Sql.of("SELECT set_config('doanket.scope_from', ?, true), set_config('doanket.scope_to', ?, true)", scope.from() + "|", scope.to() + "|")
                .first(dataSource, row -> true);
    }

    private void refused(UUID member, UUID to, String on, String code) {
        assertThatThrownBy(() -> transfer(member, to, on)).isInstanceOfSatisfying(Problem.class,
                problem -> assertThat(problem.code()).isEqualTo(code));
    }

    private static List<ConsumerRecord<String, String>> factsOf(UUID member) {
        return Contracts.told("member").stream().filter(fact -> member.toString().equals(TopicReader.header(fact, "ce_subject"))).toList();
    }
}

package org.doanket.membership.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Retellings;
import org.doanket.testing.Tokens;
import org.doanket.testing.TopicReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roles that follow an office: what this service makes of them itself, and what it tells the others. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RoleBindingTest {

    @Inject
    ObjectMapper json;

    private Api.Tree tree;
    private UUID chair;
    private UUID body;

    @BeforeEach
    void elect() {
        tree = new Api.Tree();
        chair = People.member(tree.commune);
        body = Bodies.formed(Bodies.committee(tree.commune, 3, chair, "chair", chair, "treasurer"));
    }

    @Test
    void makesATokenUselessAtOnceWhereItsOfficeHasEnded() {
        Tokens token = Tokens.of("unit-officer").unit(tree.commune).member(chair).subject("one-of-ours");
        Api.with(token).get("/units/" + tree.commune).then().statusCode(200);

        Bodies.act("/officers/" + Bodies.officer(body, "chair") + "/ending", Bodies.end("2026-02-01")).statusCode(200);

        await().atMost(Duration.ofSeconds(3)).until(() -> Api.with(token).get("/units/" + tree.commune).statusCode() == 403);
        Api.with(token).get("/units/" + tree.commune).then().body("code", equalTo("role-lapsed"));
        Api.with(Tokens.of("treasurer").unit(tree.commune).member(chair)).get("/units/" + tree.commune).then().statusCode(200);
        Api.with(Tokens.of("unit-officer").unit(tree.province).member(chair)).get("/units/" + tree.commune).then().statusCode(200);
    }

    @Test
    void knowsAnOfficerByTheAccountThatIsSetLater() {
        String account = UUID.randomUUID().toString();
        Tokens token = Tokens.of("unit-officer").unit(tree.commune).subject(account);
        String officer = Bodies.officer(body, "chair");
        Bodies.act("/officers/" + officer + "/ending", Bodies.end("2026-02-01")).statusCode(200);
        Api.with(token).get("/units/" + tree.commune).then().statusCode(200);
        Bodies.act("/officers/" + officer + "/account", Map.of("account", account)).statusCode(409).body("code", equalTo("office-over"));

        String next = Bodies.act("/bodies/" + body + "/officers", Map.of("officer", Map.of("memberId", chair, "position", "chair"), "basis", "elected",
                "actNumber", "1", "startsOn", "2026-03-01")).statusCode(201).extract().path("id");
        Bodies.act("/officers/" + next + "/account", Map.of("account", account)).statusCode(200).body("account", equalTo(account));
        Bodies.act("/officers/" + next + "/ending", Bodies.end("2026-04-01")).statusCode(200);
        await().atMost(Duration.ofSeconds(3)).until(() -> Api.with(token).get("/units/" + tree.commune).statusCode() == 403);
    }

    @Test
    void areListedForThoseWhoKeepTheAccounts() {
        Api.as("integration", tree.province).get("/role-bindings?scope=subtree&unit=" + tree.province).then().statusCode(200)
                .body("items.role", containsInAnyOrder("unit-officer", "treasurer"), "items.memberId", contains(chair.toString(), chair.toString()),
                        "items.unitId", contains(tree.commune.toString(), tree.commune.toString()));
        Api.as("integration", tree.sibling).get("/role-bindings").then().body("items", empty());
        Bodies.act("/bodies/" + body + "/ending", Bodies.end("2026-02-01")).statusCode(200);
        Bodies.get("/role-bindings?member=" + chair).body("items", empty());
        Bodies.get("/role-bindings?state=all&role=treasurer&member=" + chair).body("items.validTo", contains("2026-01-31T17:00:00Z"),
                "items.validFrom", contains("2025-10-14T17:00:00Z"));
    }

    @Test
    void areToldWithTheirWholeStateInOrder() throws Exception {
        String officer = Bodies.officer(body, "chair");
        Bodies.act("/officers/" + officer + "/account", Map.of("account", "sub-1")).statusCode(200);
        Bodies.act("/officers/" + officer + "/ending", Bodies.end("2026-02-01")).statusCode(200);

        await().atMost(Duration.ofSeconds(30)).until(() -> factsOfChair().size() == 3);
        List<ConsumerRecord<String, String>> facts = factsOfChair();
        facts.forEach(Contracts::check);
        assertThat(facts).extracting(fact -> TopicReader.header(fact, "ce_type")).containsExactly("org.doanket.membership.role-granted.v1",
                "org.doanket.membership.role-changed.v1", "org.doanket.membership.role-ended.v1");
        assertThat(facts).extracting(fact -> TopicReader.header(fact, "ce_aggregateversion")).containsExactly("1", "2", "3");
        JsonNode last = json.readTree(facts.get(2).value());
        assertThat(last.path("subject").asText()).isEqualTo("sub-1");
        assertThat(last.path("unitId").asText()).isEqualTo(tree.commune.toString());
        assertThat(last.path("validTo").asText()).isEqualTo("2026-01-31T17:00:00Z");
        assertThat(json.readTree(facts.get(0).value()).path("validTo").isNull()).isTrue();
        Retellings.check("role-binding", tree.commune);
    }

    private List<ConsumerRecord<String, String>> factsOfChair() {
        return Contracts.told("role-binding").stream()
                .filter(fact -> fact.value().contains(chair.toString()) && fact.value().contains("unit-officer")).toList();
    }
}

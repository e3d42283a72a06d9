package org.doanket.probe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a service makes of a token whose office is over, as membership-service tells of it over Kafka. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RoleBindingTest {

    /** From the moment the fact is on its topic; read from the topic, taken in, and at most a second remembered. */
    private static final Duration SECONDS = Duration.ofSeconds(5);

    @ConfigProperty(name = "doanket.kafka")
    String kafka;

    @ConfigProperty(name = "doanket.events.topic-prefix")
    String prefix;

    @Inject
    ProbeTree tree;

    @Inject
    ObjectMapper json;

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private UUID unit;
    private UUID other;
    private UUID member;

    @BeforeEach
    void plant() throws Exception {
        long number = System.nanoTime();
        unit = tree.unit("R" + number, "/" + number + "/");
        other = tree.unit("S" + number, "/" + (number + 1) + "/");
        member = UUID.randomUUID();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            if (!admin.listTopics().names().get().contains(topic())) {
                admin.createTopics(List.of(new NewTopic(topic(), 2, (short) 1))).all().get();
            }
        }
    }

    @Test
    void knowsAPersonByTheSubjectWhateverElseTheTokenCallsHim() throws Exception {
        String subject = UUID.randomUUID().toString();
        Tokens token = Tokens.of("unit-officer").unit(unit).subject(subject);
        UUID binding = UUID.randomUUID();
        tell(binding, 1, "role-ended", state(binding, subject, "unit-officer", unit, hours(-48), hours(-1)));
        awaitReplica(binding);
        assertThat(given().header("Authorization", "Bearer " + token.named("someone@example.org")).get("/probe/v1/notes").statusCode()).isEqualTo(403);
        assertThat(given().header("Authorization", "Bearer " + Tokens.of("unit-officer").unit(unit).named(subject)).get("/probe/v1/notes").statusCode())
                .isEqualTo(200);
    }

    @Test
    void isMadeAnewFromItsTopicWhenAnOperatorAsksForIt() throws Exception {
        UUID binding = UUID.randomUUID();
        tell(binding, 1, "role-granted", state(binding, null, "unit-officer", unit, hours(-48), null));
        awaitReplica(binding);
        try (Connection connection = worker.getConnection(); Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM role_binding WHERE id = '" + binding + "'");
        }
        String reason = "damaged, " + binding;
        given().header("Authorization", "Bearer " + Tokens.of("federation-officer").token()).contentType("application/json").body(Map.of("reason", reason))
                .post("/probe/v1/operations/listeners/role-bindings/rebuild").then().statusCode(202);
        awaitReplica(binding);
        given().header("Authorization", "Bearer " + Tokens.of("auditor").token()).get("/probe/v1/audit-trail?limit=200").then()
                .body("items.find { it.purpose == '" + reason + "' }.action", equalTo("replica-rebuilt"));
    }

    @Test
    void refusesATokenWithinSecondsAfterItsOfficeEnded() throws Exception {
        Tokens token = Tokens.of("unit-officer").unit(unit).member(member).subject(UUID.randomUUID().toString());
        UUID binding = UUID.randomUUID();
        tell(binding, 1, "role-granted", state(binding, null, "unit-officer", unit, hours(-48), null));
        awaitReplica(binding);
        assertThat(status(token)).isEqualTo(200);

        tell(binding, 2, "role-ended", state(binding, null, "unit-officer", unit, hours(-48), hours(0)));

        await().atMost(SECONDS).until(() -> status(token) == 403);
        list(token).body("code", equalTo("role-lapsed"));
    }

    @Test
    void knowsThePersonByTheSubjectWhereTheTokenHasNoMember() throws Exception {
        String subject = UUID.randomUUID().toString();
        UUID binding = UUID.randomUUID();
        tell(binding, 1, "role-ended", state(binding, subject, "unit-officer", unit, hours(-48), hours(-1)));
        awaitReplica(binding);

        await().atMost(SECONDS).until(() -> status(Tokens.of("unit-officer").unit(unit).subject(subject)) == 403);
        assertThat(status(Tokens.of("unit-officer").unit(unit).subject(UUID.randomUUID().toString()))).as("somebody else").isEqualTo(200);
    }

    @Test
    void leavesTheOtherRolesTheOtherUnitsAndASecondOfficeOfTheSamePerson() throws Exception {
        UUID ended = UUID.randomUUID();
        tell(ended, 1, "role-ended", state(ended, null, "unit-officer", unit, hours(-48), hours(-1)));
        awaitReplica(ended);

        assertThat(status(Tokens.of("unit-officer").unit(unit).member(member))).isEqualTo(403);
        assertThat(status(Tokens.of("unit-officer").unit(other).member(member))).as("another unit").isEqualTo(200);
        assertThat(status(Tokens.of("federation-officer").unit(unit).member(member))).as("another role").isEqualTo(200);

        UUID again = UUID.randomUUID();
        tell(again, 1, "role-granted", state(again, null, "unit-officer", unit, hours(-1), null));
        await().atMost(SECONDS).until(() -> status(Tokens.of("unit-officer").unit(unit).member(member)) == 200);
    }

    @Test
    void refusesARoleBeforeItsOfficeBegins() throws Exception {
        UUID binding = UUID.randomUUID();
        tell(binding, 1, "role-granted", state(binding, null, "unit-officer", unit, hours(24), null));
        awaitReplica(binding);
        assertThat(status(Tokens.of("unit-officer").unit(unit).member(member))).isEqualTo(403);
    }

    @Test
    void letsNobodyInWhileBindingsCannotBeLookedUp() throws Exception {
        asOwner("ALTER TABLE role_binding RENAME TO role_binding_away");
        try {
            Tokens token = Tokens.of("unit-officer").unit(unit).subject(UUID.randomUUID().toString());
            list(token).statusCode(503).header("Retry-After", equalTo("2")).contentType("application/problem+json");
        } finally {
            asOwner("ALTER TABLE role_binding_away RENAME TO role_binding");
        }
    }

    private int status(Tokens token) {
        return list(token).extract().statusCode();
    }

    private static io.restassured.response.ValidatableResponse list(Tokens token) {
        return given().header("Authorization", "Bearer " + token.token()).get("/probe/v1/notes").then();
    }

    private void awaitReplica(UUID binding) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            try (Connection c = worker.getConnection(); var s = c.prepareStatement("SELECT 1 FROM role_binding WHERE id = ?")) {
                s.setObject(1, binding);
                return s.executeQuery().next();
            }
        });
    }

    private Map<String, Object> state(UUID binding, String subject, String role, UUID at, Instant from, Instant to) {
        Map<String, Object> state = new HashMap<>();
        state.put("id", binding);
        state.put("memberId", member);
        state.put("subject", subject);
        state.put("role", role);
        state.put("unitId", at);
        state.put("validFrom", from.toString());
        state.put("validTo", to == null ? null : to.toString());
        return state;
    }

    private static Instant hours(int fromNow) {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(fromNow));
    }

    /** As the relay of membership-service would. */
    private void tell(UUID binding, long version, String fact, Map<String, Object> state) throws Exception {
        String data = json.writeValueAsString(state);
        Contracts.checkData("membership", fact, data);
        ProducerRecord<String, String> record = new ProducerRecord<>(topic(), binding.toString(), data);
        Map.of("ce_specversion", "1.0", "ce_id", UUID.randomUUID().toString(), "ce_source", "/membership", "ce_type",
                "org.doanket.membership." + fact + ".v1", "ce_subject", binding.toString(), "ce_time", Instant.now().toString(),
                "ce_aggregateversion", Long.toString(version), "content-type", "application/json")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer())) {
            producer.send(record).get();
        }
    }

    private String topic() {
        return prefix + ".membership.role-binding";
    }

    @ConfigProperty(name = "quarkus.datasource.worker.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.flyway.username")
    String owner;

    @ConfigProperty(name = "quarkus.flyway.password")
    String password;

    private void asOwner(String sql) throws Exception {
        try (Connection c = java.sql.DriverManager.getConnection(url, owner, password); var s = c.createStatement()) {
            s.execute(sql);
        }
    }
}

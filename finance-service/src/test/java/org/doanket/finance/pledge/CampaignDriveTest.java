package org.doanket.finance.pledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What campaign-service tells of appeals and promises, taken from the samples of its contract, is a drive and a pledge here. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class CampaignDriveTest {

    @Inject
    Federation federation;

    @Inject
    @Any
    Instance<FactListener> listeners;

    @Inject
    ObjectMapper json;

    private Federation.Tree tree;
    private UUID drive;
    private UUID movement;
    private String account;

    @BeforeEach
    void found() {
        tree = federation.tree();
        drive = UUID.randomUUID();
        movement = UUID.randomUUID();
        account = "9" + Math.abs(drive.hashCode());
    }

    @Test
    void anAppealIsADriveUnderItsOwnIdUntilItIsClosed() throws IOException {
        tell("drive-opened", opened());
        Api.as("treasurer", tree.province()).get("/relief-drives/" + drive).then().statusCode(200).body("state", equalTo("open"))
                .body("movement", equalTo(movement.toString())).body("account", equalTo(account)).body("unit", equalTo(tree.province().toString()));
        tell("drive-closed", sample("drive-closed").put("id", drive.toString()).put("unit", tree.province().toString()));
        Api.as("treasurer", tree.province()).get("/relief-drives/" + drive).then().body("state", equalTo("closed"));
        tell("drive-closed", sample("drive-closed").put("id", drive.toString()).put("unit", tree.province().toString()));
        ObjectNode ofNobody = sample("drive-closed").put("id", UUID.randomUUID().toString());
        assertThatThrownBy(() -> tell("drive-closed", ofNobody)).as("is set aside, for an operator to see").hasStackTraceContaining("no such drive");
    }

    @Test
    void anAppealOnAnothersAccountIsRefusedForOperatorsToSee() throws IOException {
        tell("drive-opened", opened());
        drive = UUID.randomUUID();
        ObjectNode second = opened();
        assertThatThrownBy(() -> tell("drive-opened", second)).hasStackTraceContaining("account is another's");
        assertThat(federation.number("SELECT count(*) FROM relief_drive WHERE id = ?", drive)).isZero();
    }

    @Test
    void aPromiseToAMovementIsAPledgeOnceHoweverOftenItIsTold() throws IOException {
        ObjectNode pledge = sample("pledge-made").put("id", UUID.randomUUID().toString()).put("movement", movement.toString())
                .put("unit", tree.unit().toString());
        tell("pledge-made", pledge);
        tell("pledge-made", pledge);
        Api.as("treasurer", tree.unit()).get("/pledges?movement=" + movement).then().statusCode(200).body("items.id", contains(pledge.path("id").asText()))
                .body("items[0].gift.quantity", equalTo(31.5f)).body("items[0].gift.kind", equalTo("workdays"));
        ObjectNode withdrawn = sample("pledge-withdrawn").put("id", pledge.path("id").asText()).put("movement", movement.toString()).put("unit", tree.unit()
                .toString());
        tell("pledge-withdrawn", withdrawn);
        tell("pledge-withdrawn", withdrawn);
        Api.as("treasurer", tree.unit()).get("/pledges?movement=" + movement).then().statusCode(200).body("items.state", contains("withdrawn"));
    }

    private ObjectNode opened() throws IOException {
        return sample("drive-opened").put("id", drive.toString()).put("movement", movement.toString()).put("unit", tree.province().toString())
                .put("account", account).put("closesAt", "2099-01-01T00:00:00Z");
    }

    private ObjectNode sample(String fact) throws IOException {
        return (ObjectNode) json.readTree(Files.readString(Path.of("../contracts/events/campaigns/" + fact + ".v1.sample.json")));
    }

    private void tell(String fact, ObjectNode data) {
        ReceivedFact received = new ReceivedFact(UUID.randomUUID(), fact, movement, 1, Instant.now(), data);
        listeners.stream().filter(each -> each.topic().equals("campaigns.drive") && each.knows(fact)).forEach(each ->
                federation.transaction(connection -> each.on(received, connection)));
    }
}

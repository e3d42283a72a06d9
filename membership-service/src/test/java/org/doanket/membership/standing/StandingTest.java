package org.doanket.membership.standing;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.Somebody;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.EventContracts;
import org.junit.jupiter.api.Test;

/** Fed with the sample of the contract. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class StandingTest {

    @Inject
    StandingListener listener;

    @Inject
    UnitStandingListener unitListener;

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    @Test
    void showsUpToWhichMonthTheDuesArePaidInFileAndCard() throws SQLException {
        Somebody somebody = new Somebody(new Api.Tree().grassRoots);
        hear(somebody.id, 1, "2026-02");
        somebody.calls().get("/me/standing").then().statusCode(200).body("paidUpTo", equalTo("2026-02"), "toldAt", notNullValue());
        hear(somebody.id, 2, "2026-03");
        somebody.calls().get("/me/card").then().statusCode(200).body("paidUpTo", equalTo("2026-03"));
        somebody.calls().get("/me/export").then().statusCode(200).body("sections.standings[0].paidUpTo", equalTo("2026-03"));
    }

    @Test
    void isForThoseWhoMayKnowWhoHasPaid() throws SQLException {
        Api.Tree tree = new Api.Tree();
        Somebody somebody = new Somebody(tree.commune);
        String path = Api.BASE + "/members/" + somebody.id + "/standing";
        Api.as("treasurer", tree.commune).get("/members/" + somebody.id + "/standing").then().statusCode(200).body("paidUpTo", nullValue());
        hear(somebody.id, 1, "2026-02");
        Api.as("treasurer", tree.commune).get("/members/" + somebody.id + "/standing").then().body("paidUpTo", equalTo("2026-02"));
        AccessMatrix.of("GET", path).roles("federation-officer", "unit-officer", "treasurer", "auditor").inside(tree.commune, tree.province)
                .outside(tree.sibling, tree.grassRoots, tree.elsewhere).check();
    }

    @Test
    void showsHowFarAUnitsDuesHaveComeInWhicheverWasToldLast() throws SQLException {
        Api.Tree tree = new Api.Tree();
        Api.as("unit-officer", tree.commune).get("/units/" + tree.commune + "/standing").then().statusCode(200).body("months", empty());
        hearOf(tree.commune, "finance/dues-assessed", 1, "2026-02", 500, null);
        hearOf(tree.commune, "finance/dues-collected", 2, "2026-02", 500, 400);
        hearOf(tree.commune, "finance/dues-assessed", 3, "2026-02", 400, null);
        hearOf(tree.commune, "finance/dues-assessed", 1, "2026-03", 700, null);
        Api.as("unit-officer", tree.commune).get("/units/" + tree.commune + "/standing").then().statusCode(200).body("months.month", contains("2026-03", "2026-02"),
                "months.assessed.amount", contains(700, 400), "months.collected.amount", contains(0, 400), "months.isPaid", contains(false, true));
        AccessMatrix.of("GET", Api.BASE + "/units/" + tree.commune + "/standing").roles("federation-officer", "unit-officer", "treasurer", "auditor")
                .inside(tree.commune, tree.province).outside(tree.sibling, tree.grassRoots, tree.elsewhere).check();
    }

    private void hearOf(UUID unit, String fact, long version, String month, long assessed, Integer collected) throws SQLException {
        ReceivedFact sample = EventContracts.received(fact, version);
        ObjectNode data = ((ObjectNode) sample.data()).put("unit", unit.toString()).put("month", month);
        ((ObjectNode) data.get("assessed")).put("amount", assessed);
        if (collected != null) {
            ((ObjectNode) data.get("collected")).put("amount", collected);
        }
        try (Connection connection = worker.getConnection()) {
            unitListener.on(sample, connection);
        }
    }

    private void hear(UUID member, long version, String month) throws SQLException {
        ReceivedFact sample = EventContracts.received("finance/member-standing-changed", version);
        ((ObjectNode) sample.data()).put("id", member.toString()).put("paidUpTo", month);
        try (Connection connection = worker.getConnection()) {
            listener.on(sample, connection);
        }
    }
}

package org.doanket.membership.standing;

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

    private void hear(UUID member, long version, String month) throws SQLException {
        ReceivedFact sample = EventContracts.received("finance/member-standing-changed", version);
        ((ObjectNode) sample.data()).put("id", member.toString()).put("paidUpTo", month);
        try (Connection connection = worker.getConnection()) {
            listener.on(sample, connection);
        }
    }
}

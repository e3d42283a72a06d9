package org.doanket.finance.fund;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class FundAccessTest {

    private static final String[] ALL = {"federation-officer", "unit-officer", "treasurer", "auditor", "campaign-officer", "map-editor",
        "desk-clerk", "tips-officer", "member", "integration"};

    @Inject
    Federation federation;

    private Federation.Tree tree;
    private UUID unit;
    private String employer;

    @BeforeEach
    void employer() {
        tree = federation.tree();
        unit = tree.commune();
        employer = Employers.register(unit, null);
    }

    @Test
    void opensTheFundToTheRightPeopleOnly() {
        String declaration = Employers.declare(unit, employer, "2025-07", 500_000_000, Map.of()).statusCode(201).extract().path("id");
        own("GET", "/fund-declarations?unit=" + unit, "treasurer", "auditor").check();
        own("GET", "/fund-declarations/" + declaration, "treasurer", "auditor").check();
        own("POST", "/fund-declarations", "treasurer").body(() -> Map.of("employer", employer, "month", "2025-07", "payroll",
                money(1_000), "headCount", 5))
                .check();
        String receipt = Api.treasurer(unit).body(receipt()).post("/fund-receipts").then().statusCode(201).extract().path("id");
        own("GET", "/fund-receipts?unit=" + unit, "treasurer", "auditor").check();
        own("GET", "/fund-receipts/" + receipt, "treasurer", "auditor").check();
        own("POST", "/fund-receipts", "treasurer").body(this::receipt).check();
        own("POST", "/fund-receipts/" + receipt + "/reversal", "treasurer").body(() -> Map.of("why", "a test")).check();
        own("POST", "/employers/" + employer + "/fund-settlements", "treasurer").check();
        own("GET", "/fund-months?unit=" + unit, "treasurer", "auditor", "federation-officer").check();
        own("GET", "/fund-arrears?unit=" + unit, "treasurer", "auditor", "federation-officer").check();
    }

    @Test
    void letsOfficersDecideAndNotThoseWhoBookTheMoney() {
        own("POST", "/fund-decisions", "federation-officer").body(this::decision).check();
        String decision = Api.as("auditor", unit).get("/fund-decisions?unit=" + unit).then().statusCode(200).extract().path("items[0].id");
        own("GET", "/fund-decisions?unit=" + unit, "federation-officer", "treasurer", "auditor").check();
        own("GET", "/fund-decisions/" + decision, "federation-officer", "treasurer", "auditor").check();
        own("POST", "/fund-decisions/" + decision + "/revocation", "federation-officer").body(() -> Map.of("why", "a test")).check();
    }

    @Test
    void letsEverybodyReadTheRulesAndTheRootSetThem() {
        AccessMatrix.of("GET", Api.BASE + "/fund-rules").roles(ALL).inside(unit).answersEverybodyTheirOwn().check();
        Map<String, Object> rule = Map.of("source", Map.of("jurisdiction", "vn", "validFrom", "2042-01-01", "citation", "FundAccessTest",
                "verified", false),
                "kind", "rate", "part", Map.of("numerator", 3, "denominator", 100));
        AccessMatrix.of("POST", Api.BASE + "/fund-rules").body(() -> rule).roles("federation-officer").inside(tree.province())
                .outside(unit, tree.unit())
                .check();
        String id = Api.as("member", unit).get("/fund-rules?jurisdiction=vn&asOf=2042-06-01").then().statusCode(200)
                .extract().path("items.find { it.kind == 'rate' }.id");
        AccessMatrix.of("POST", Api.BASE + "/fund-rules/" + id + "/cancellation").body(() -> Map.of("why", "a test"))
                .roles("federation-officer")
                .inside(tree.province()).outside(unit, tree.unit()).check();
    }

    private Map<String, Object> receipt() {
        return Map.of("employer", employer, "amount", money(1_000), "day", "2025-08-01", "from", "bank");
    }

    private Map<String, Object> decision() {
        return Map.of("kind", "suspension", "employer", employer, "actNumber", "1/QĐ", "decidedOn", "2025-08-01", "from", "2025-07", "to",
                "2025-07", "reason", "a flood");
    }

    private static Map<String, Object> money(long amount) {
        return Map.of("amount", amount, "currency", "VND");
    }

    private AccessMatrix own(String method, String path, String... roles) {
        return AccessMatrix.of(method, Api.BASE + path).roles(roles).inside(unit, tree.province()).outside(tree.unit(), tree.elsewhere());
    }
}

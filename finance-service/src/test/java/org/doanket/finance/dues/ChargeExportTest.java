package org.doanket.finance.dues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.Test;

/** The charges of a month as a sheet: it shows what people earn, so it has its reason and its place on the audit trail. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ChargeExportTest {

    @Inject
    Federation federation;

    @Test
    void givesASheetOnlyToThoseWhoSayWhatForAndNotesIt() throws InterruptedException {
        Federation.Tree tree = federation.tree();
        UUID member = federation.member(tree.unit(), "=SUM(1)", "non-state-enterprise");
        federation.pay(member, "2025-07", "si_salary", 8_000_000);
        Api.runDues(tree.unit(), "2025-07", "post");
        String address = "/charges?month=2025-07&unit=" + tree.unit();
        Api.as("treasurer", tree.unit()).accept("text/csv").get(address).then().statusCode(422).body("code", equalTo("purpose-missing"));
        assertThat(noted(tree.unit())).isZero();
        String sheet = Api.as("treasurer", tree.unit()).accept("text/csv").queryParam("purpose", "check of the July dues").get(address).then()
                .statusCode(200).header("Content-Type", startsWith("text/csv")).extract().asString();
        assertThat(sheet).contains("40000").contains("QD 61").contains("0.5 % of it: 40,000 VND.").doesNotContain(",=SUM(1)");
        assertThat(noted(tree.unit())).isOne();
        byte[] book = Api.as("auditor", tree.commune()).accept("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                .queryParam("purpose", "audit of the commune").get("/charges?scope=subtree&month=2025-07&unit=" + tree.commune()).then().statusCode(200)
                .extract().asByteArray();
        assertThat(book).startsWith('P', 'K');
        Api.as("treasurer", tree.sibling()).accept("text/csv").queryParam("purpose", "curiosity of a neighbour").get(address).then().statusCode(404);
        Api.with(Tokens.of("member").unit(tree.unit()).member(member)).get("/charges?month=2025-07").then().statusCode(200)
                .body("items[0].amount.amount", equalTo(40_000));
    }

    private long noted(UUID unit) {
        return federation.number("SELECT count(*) FROM audit_entry WHERE action = 'charges-exported' AND unit_id = ? "
                + "AND purpose = 'check of the July dues'", unit);
    }
}

package org.doanket.membership.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.AtOnce;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody sees and does who has a code and no token. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ApplicationFormTest {

    @Inject
    AgroalDataSource dataSource;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Api.Tree tree;
    private Joining joining;

    @BeforeEach
    void found() {
        tree = new Api.Tree();
        joining = new Joining(tree.grassRoots);
    }

    @Test
    void aStrangerSeesTheFormByTheCodeAndNothingIsAgreedToBeforehand() {
        String code = joining.code();
        Joining.stranger().accept("*/*").get("/application-forms/" + code).then().statusCode(200).contentType("application/json")
                .body("isOpen", equalTo(true), "unitName", containsString("Công đoàn"), "fields.name", hasItems("fullName", "nationalId", "phone"),
                        "categories.code", contains("employee", "foreign"), "consent.textVersion", equalTo(1), "consent.given", equalTo(false),
                        "consent.text", containsString("of my own free will"));
        Joining.stranger().header("Accept-Language", "vi").get("/application-forms/" + code.toLowerCase().replace("-", "")).then().statusCode(200)
                .body("consent.text", containsString("tự nguyện"));
        Joining.stranger().get("/application-forms/AAAA-AAAA-AAAA-AAAA").then().statusCode(404);
    }

    @Test
    void theFormIsAPageForWhoeverScansTheCode() {
        JsonPath invitation = joining.invitation(5);
        assertThat(invitation.getString("address")).endsWith("/membership/v1/application-forms/" + invitation.getString("code").replace("-", ""));
        joining.officer().accept("image/svg+xml").get("/application-invitations/" + invitation.getString("id") + "/qr").then().statusCode(200)
                .body(containsString("<svg"));
        assertThat(joining.officer().accept("image/png").get("/application-invitations/" + invitation.getString("id") + "/qr").then().statusCode(200)
                .extract().asByteArray()).startsWith(0x89, 'P', 'N', 'G');
        String address = "/application-forms/" + invitation.getString("code");
        Joining.stranger().accept("text/html,application/xhtml+xml,*/*;q=0.8").get(address).then().statusCode(200).contentType("text/html")
                .header("Content-Security-Policy", containsString("script-src 'sha256-")).body(containsString("type=\"checkbox\" id=\"consent\" required"))
                .body(not(containsString("checked>")));
        revoke(invitation.getString("id"));
        Joining.stranger().accept("text/html").get(address).then().statusCode(200).body(containsString("not taken here at present"), not(containsString("<form")));
    }

    @Test
    void everyFaultAndEveryRuleIsToldAtOnce() {
        String code = joining.code();
        Map<String, Object> person = Joining.person("12");
        person.put("birthDate", Joining.TODAY.minusYears(15).plusDays(1).toString());
        person.put("phone", "x");
        person.put("fullName", " ");
        person.put("category", "informal");
        Joining.stranger().body(Map.of("person", person, "consent", Map.of("textVersion", 7, "given", false)))
                .post("/application-forms/" + code + "/submissions").then().statusCode(422).contentType("application/problem+json")
                .body("errors.pointer", hasItems("/person/fullName", "/person/nationalId", "/person/phone", "/person/birthDate", "/person/category",
                        "/consent/textVersion", "/consent/given"))
                .body("errors.find { it.code == 'below-working-age' }.message", containsString("15"),
                        "errors.find { it.code == 'category-not-taken' }.message", containsString("guild"));
        person.put("birthDate", Joining.TODAY.minusYears(15).toString());
        person.put("phone", "0903 000 000");
        person.put("fullName", "Trẻ Vừa Đủ");
        person.put("category", "employee");
        person.put("nationalId", Joining.nationalId());
        Joining.apply(code, person).statusCode(201);
    }

    @Test
    void whoHoldsABarredPostIsToldTheRuleAndWhoRepresentsTheCapitalOfTheStateIsNot() {
        String code = joining.code();
        Joining.stranger().get("/application-forms/" + code).then().statusCode(200).body("posts.code", hasItems("business-owner", "state-capital-representative"),
                "fields.name", hasItems("post"));
        Joining.stranger().accept("text/html").get("/application-forms/" + code).then().statusCode(200).body(containsString("<option value=\"signatory\">"));
        Map<String, Object> person = Joining.person(Joining.nationalId());
        person.put("post", "business-owner");
        Joining.apply(code, person).statusCode(422).body("errors.pointer", contains("/person/post"), "errors.code", contains("post-may-not-join"),
                "errors[0].message", containsString("Guide 03/HD-TLD 2020"));
        person.put("post", "emperor");
        Joining.apply(code, person).statusCode(422).body("errors.code", contains("unknown-post"));
        person.put("post", "state-capital-representative");
        Joining.apply(code, person).statusCode(201);
        String id = joining.newest();
        joining.officer().get("/applications/" + id).then().body("person.post", equalTo("state-capital-representative"));
        joining.admits(id).statusCode(200);
    }

    @Test
    void theAnswerIsTheSameWhetherOrNotThePersonIsInTheRegister() {
        String nationalId = Joining.nationalId();
        String code = joining.code();
        JsonPath stranger = Joining.apply(code, Joining.person(nationalId)).statusCode(201).extract().jsonPath();
        joining.admits(joining.newest()).statusCode(200);
        JsonPath member = Joining.apply(code, Joining.person(nationalId)).statusCode(201).extract().jsonPath();
        assertThat(member.<Map<String, Object>>get().keySet()).isEqualTo(stranger.<Map<String, Object>>get().keySet());
        Map<String, Object> told = Joining.ask(member.getString("receipt")).extract().jsonPath().get();
        assertThat(told.keySet()).containsExactlyInAnyOrder("state", "unitName", "receivedOn", "answerDue", "faultyFields");
        assertThat(told.get("state")).isEqualTo("received");
    }

    @Test
    void aReceiptOpensOneApplicationAndNoOther() {
        String mine = joining.applied(Joining.nationalId());
        String others = joining.applied(Joining.nationalId());
        assertThat(mine).matches("(....-){3}....").isNotEqualTo(others);
        Joining.ask(mine.toLowerCase()).statusCode(200);
        Joining.ask("AAAA-BBBB-CCCC-DDDD").statusCode(404);
        Joining.stranger().body(Map.of("receipt", mine)).post("/application-receipts/withdrawal").then().statusCode(200).body("state", equalTo("withdrawn"));
        Joining.stranger().body(Map.of("receipt", mine)).post("/application-receipts/withdrawal").then().statusCode(409);
        Joining.ask(others).body("state", equalTo("received"));
        assertThat(Sql.of("SELECT count(*) FROM application a WHERE a::text LIKE ?", "%" + others.replace("-", "") + "%").first(worker, row -> row.getLong(1)))
                .as("kept nowhere in the clear").contains(0L);
        assertThat(Sql.of("SELECT count(*) FROM idempotency_record r WHERE r.body LIKE '%receipt%'").first(worker, row -> row.getLong(1))).contains(0L);
    }

    @Test
    void aStrangersTransactionSeesTheRowOfHisCodeEvenIfAPredicateIsForgotten() {
        joining.applied(Joining.nationalId());
        String code = joining.code();
        Joining.apply(code, Joining.person(Joining.nationalId())).statusCode(201);
        byte[] mine = Sql.of("SELECT receipt_index FROM application WHERE id = ?::uuid", joining.newest()).first(worker, row -> row.getBytes(1)).orElseThrow();
        QuarkusTransaction.requiringNew().run(() -> {
            Sql.of("SELECT set_config('doanket.scope_from', '|', true), set_config('doanket.scope_to', '|', true), set_config('doanket.invitation', ?, true), "
                    + "set_config('doanket.receipt', ?, true)", code.replace("-", ""), HexFormat.of().formatHex(mine)).first(dataSource, row -> true);
            assertThat(count("application")).isEqualTo(1);
            assertThat(count("application_invitation")).isEqualTo(1);
            assertThat(count("member") + count("transfer")).isZero();
        });
    }

    @Test
    void anInvitationEndsWithItsDaysItsNumberAndItsRevocation() {
        JsonPath two = joining.invitation(2);
        Joining.apply(two.getString("code"), Joining.person(Joining.nationalId())).statusCode(201);
        Joining.apply(two.getString("code"), Joining.person(Joining.nationalId())).statusCode(201);
        Joining.apply(two.getString("code"), Joining.person(Joining.nationalId())).statusCode(409).body("code", equalTo("application-invitation-full"));
        joining.officer().get("/application-invitations/" + two.getString("id")).then().body("used", equalTo(2));

        Map<String, Object> later = joining.opening(5);
        later.put("opensOn", Joining.TODAY.plusDays(1).toString());
        String code = joining.officer().body(later).post("/application-invitations").then().statusCode(201).extract().path("code");
        Joining.apply(code, Joining.person(Joining.nationalId())).statusCode(409).body("code", equalTo("application-not-open"));
        later.put("closesOn", Joining.TODAY.minusDays(1).toString());
        joining.officer().body(later).post("/application-invitations").then().statusCode(422);

        JsonPath open = joining.invitation(5);
        revoke(open.getString("id"));
        Joining.apply(open.getString("code"), Joining.person(Joining.nationalId())).statusCode(409).body("code", equalTo("application-invitation-revoked"));
    }

    @Test
    void askedAgainWithTheSameKeyItAnswersTheSameAndTakesNothingIn() {
        String code = joining.code();
        String key = UUID.randomUUID().toString();
        Map<String, Object> form = Joining.form(Joining.person(Joining.nationalId()));
        String receipt = submit(code, key, form).statusCode(201).extract().path("receipt");
        submit(code, key, form).statusCode(201).body("receipt", equalTo(receipt));
        submit(code, key, Joining.form(Joining.person(Joining.nationalId()))).statusCode(422).body("code", equalTo("idempotency-key-reused"));
        submit(code, UUID.randomUUID().toString(), form).statusCode(201).body("receipt", not(equalTo(receipt)));
        joining.officer().get("/applications").then().body("items", hasSize(2));
    }

    @Test
    void theSamePersonApplyingTwiceAtOnceIsAdmittedOnce() throws Exception {
        String code = joining.code();
        String key = UUID.randomUUID().toString();
        Map<String, Object> form = Joining.form(Joining.person(Joining.nationalId()));
        List<Integer> pressedTwice = AtOnce.twice(() -> submit(code, key, form).extract().statusCode());
        assertThat(pressedTwice).containsOnly(201);
        joining.officer().get("/applications").then().body("items", hasSize(1));

        AtOnce.twice(() -> submit(code, UUID.randomUUID().toString(), form).extract().statusCode());
        List<String> ids = joining.officer().get("/applications").then().body("items", hasSize(3), "items.applied", everyItem(equalTo(3))).extract().path("items.id");
        Iterator<String> turns = ids.iterator();
        List<Integer> admitted = AtOnce.twice(() -> {
            String id;
            synchronized (turns) {
                id = turns.next();
            }
            return joining.admits(id).extract().statusCode();
        });
        assertThat(admitted).containsExactlyInAnyOrder(200, 409);
        joining.officer().get("/members/count?unit=" + tree.grassRoots).then().body("count", equalTo(1));
    }

    private long count(String table) {
        return Sql.of("SELECT count(*) FROM " + table).first(dataSource, row -> row.getLong(1)).orElseThrow();
    }

    private void revoke(String invitation) {
        joining.officer().body(Map.of("reason", "the poster was copied")).post("/application-invitations/" + invitation + "/revocation").then().statusCode(200)
                .body("revokedAt", notNullValue());
    }

    private static ValidatableResponse submit(String code, String key, Map<String, Object> form) {
        return Joining.stranger().header("Idempotency-Key", key).body(form).post("/application-forms/" + code + "/submissions").then();
    }
}

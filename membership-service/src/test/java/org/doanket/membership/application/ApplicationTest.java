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
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.membership.calendar.WorkingDayQueries;
import org.doanket.membership.reorganisation.Acts;
import org.doanket.platform.job.Housekeeping;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ApplicationTest {

    private static final Map<String, Object> REFUSAL = Map.of("reason", "Works elsewhere", "rule", "Charter, article 1");

    @Inject
    WorkingDayQueries calendar;
    @Inject
    Housekeeping housekeeping;
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
    void anApplicantIsAdmittedAndTheFileBeginsWithTheProofOfTheConsent() {
        String nationalId = Joining.nationalId();
        String receipt = joining.applied(nationalId);
        Joining.ask(receipt).statusCode(200).body("state", equalTo("received"), "answerDue", equalTo(calendar.after("vn", Joining.TODAY, 15).toString()));
        String id = joining.newest();
        joining.officer().get("/applications/" + id).then().statusCode(200).body("person.fullName", equalTo("Lê Văn Mới"), "person.nationalId",
                equalTo("*********" + nationalId.substring(9)), "person.phone", containsString("*"), "channel", equalTo("online"), "memberSomewhere",
                equalTo(false), "overdue", equalTo(false), "consentVersion", equalTo(1));
        joining.does(id, "reveals", Map.of("purpose", "compare with the paper")).statusCode(200).body("nationalId", equalTo(nationalId));

        String member = joining.admits(id).statusCode(200).body("state", equalTo("admitted"), "decisionNumber", equalTo("12/QĐ-CĐCS"))
                .extract().path("memberId");
        joining.officer().get("/members/" + member).then().statusCode(200).body("fullName", equalTo("Lê Văn Mới"), "status", equalTo("active"),
                "joinedOn", equalTo(Joining.TODAY.toString()), "position", equalTo("Tài xế"), "category", equalTo("employee"));
        joining.officer().get("/members/" + member + "/consents").then().body("find { it.purpose == 'membership-application' }.given", equalTo(true),
                "find { it.purpose == 'membership-application' }.acts.channel", contains("online"));
        Joining.ask(receipt).body("state", equalTo("admitted"), "decisionNumber", equalTo("12/QĐ-CĐCS")).body("$", not(hasKey("memberId")));
        joining.admits(id).statusCode(409).body("code", equalTo("application-state"));
        joining.does(id, "refusal", REFUSAL).statusCode(409);
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
    void rulesAreThoseOfTheDayAndOfTheKindOfUnit() {
        Map<String, Object> foreigner = Joining.person(null);
        foreigner.putAll(Map.of("category", "foreign", "contractMonths", 11));
        Map<String, Object> paper = joining.paper(null);
        paper.put("person", foreigner);
        paper.put("receivedOn", "2025-07-01");
        joining.officer().body(paper).post("/applications").then().statusCode(422).body("errors.code", contains("contract-too-short"));
        foreigner.put("contractMonths", 12);
        joining.officer().body(paper).post("/applications").then().statusCode(201);
        paper.put("receivedOn", "2025-06-30");
        joining.officer().body(paper).post("/applications").then().statusCode(422).body("errors.code", contains("category-not-taken"),
                "errors[0].message", containsString("2012"));

        Joining guild = new Joining(Api.unit("nghiep-doan", tree.commune));
        Map<String, Object> driver = Joining.person(Joining.nationalId());
        Joining.apply(guild.code(), driver).statusCode(422).body("errors.code", contains("category-not-taken"));
        driver.put("category", "informal");
        Joining.apply(guild.code(), driver).statusCode(201);
        Joining.stranger().get("/application-forms/" + guild.code()).then().body("categories.code", contains("informal"));
        String id = guild.newest();
        assertThat(guild.admits(id).statusCode(200).extract().<String>path("memberId")).isNotNull();
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
    void whoIsAMemberElsewhereIsShownAsThatAndNothingMore() {
        String nationalId = Joining.nationalId();
        UUID member = People.member(tree.elsewhere, Map.of("nationalId", nationalId, "fullName", "Tên Nơi Khác"));
        joining.applied(nationalId);
        String id = joining.newest();
        String seen = joining.officer().get("/applications/" + id).then().statusCode(200).body("memberSomewhere", equalTo(true), "memberInScope",
                nullValue()).extract().asString();
        assertThat(seen).doesNotContain(member.toString(), tree.elsewhere.toString(), "Tên Nơi Khác");
        String refused = joining.admits(id).statusCode(409).body("code", equalTo("application-member-elsewhere")).extract().asString();
        assertThat(refused).doesNotContain(member.toString(), tree.elsewhere.toString());
        Api.officer().get("/applications/" + id).then().body("memberInScope", equalTo(member.toString()));
        People.setStatus(member, "left", "2024-01-01");
        joining.officer().get("/applications/" + id).then().body("memberSomewhere", equalTo(false));
        joining.admits(id).statusCode(200);
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

    private long count(String table) {
        return Sql.of("SELECT count(*) FROM " + table).first(dataSource, row -> row.getLong(1)).orElseThrow();
    }

    @Test
    void isReturnedPutRightAndRefusedWithReasonAndRule() {
        String receipt = joining.applied(Joining.nationalId());
        String id = joining.newest();
        joining.does(id, "return", Map.of("reason", "Số điện thoại sai", "fields", List.of("phone"))).statusCode(200).body("state", equalTo("returned"));
        joining.admits(id).statusCode(409);
        Joining.ask(receipt).body("state", equalTo("returned"), "faultyFields", contains("phone"), "reason", equalTo("Số điện thoại sai"));
        joining.does(id, "correction", Map.of("person", Joining.person(Joining.nationalId()))).statusCode(409).body("code", equalTo("application-not-on-paper"));
        Map<String, Object> again = Joining.form(Joining.person(Joining.nationalId()));
        again.put("receipt", receipt);
        Joining.stranger().body(again).post("/application-receipts/correction").then().statusCode(200).body("state", equalTo("received"), "reason", nullValue());
        Joining.stranger().body(again).post("/application-receipts/correction").then().statusCode(409);
        joining.does(id, "refusal", Map.of("reason", "no")).statusCode(400);
        joining.does(id, "refusal", REFUSAL).statusCode(200);
        Joining.ask(receipt).body("state", equalTo("refused"), "reason", equalTo("Works elsewhere"), "rule", equalTo("Charter, article 1"));
    }

    @Test
    void paperIsEnteredWithWhereTheSignedConsentLies() {
        Map<String, Object> paper = joining.paper(Joining.nationalId());
        paper.put("receivedOn", Joining.TODAY.minusDays(60).toString());
        String id = joining.officer().body(paper).post("/applications").then().statusCode(201).body("channel", equalTo("paper"), "consentProof",
                equalTo("file 7"), "overdue", equalTo(true)).extract().path("id");
        String fresh = joining.entered(Joining.nationalId());
        joining.officer().get("/applications?overdue=true").then().body("items.id", contains(id));
        joining.officer().get("/applications?channel=paper").then().body("items.id", contains(id, fresh));
        joining.does(id, "return", Map.of("reason", "unreadable")).statusCode(200);
        joining.officer().get("/applications?overdue=true").then().body("items", hasSize(0));
        joining.does(id, "correction", Map.of("person", Joining.person(Joining.nationalId()))).statusCode(200).body("state", equalTo("received"),
                "overdue", equalTo(false));
        String member = joining.admits(id).extract().path("memberId");
        joining.officer().get("/members/" + member + "/consents").then().body(
                "find { it.purpose == 'membership-application' }.acts[0].proof", equalTo("file 7"));
    }

    @Test
    void manyAreAdmittedByOneDecisionAndTheOthersAreTold() {
        String elsewhere = Joining.nationalId();
        People.member(tree.elsewhere, Map.of("nationalId", elsewhere));
        String twice = Joining.nationalId();
        List<String> ids = List.of(joining.entered(Joining.nationalId()), joining.entered(elsewhere), joining.entered(twice), joining.entered(twice),
                new Joining(tree.sibling).entered(Joining.nationalId()));
        joining.officer().get("/applications/" + ids.get(2)).then().body("applied", equalTo(2));
        Map<String, Object> decision = Joining.decision();
        decision.put("applications", ids);
        joining.officer().body(decision).post("/applications/admission-preview").then().statusCode(200).body("items.outcome",
                contains("admissible", "member-somewhere", "admissible", "member-somewhere", "not-found"), "items.memberId", everyItem(nullValue()));
        joining.officer().body(decision).post("/applications/admissions").then().statusCode(200).body("items.outcome",
                contains("admitted", "member-somewhere", "admitted", "member-somewhere", "not-found"), "items[0].memberId", notNullValue());
        joining.officer().get("/members/count?unit=" + tree.grassRoots).then().body("count", equalTo(2));
        decision.put("decisionDate", Joining.TODAY.plusDays(1).toString());
        decision.put("applications", List.of(joining.entered(Joining.nationalId())));
        joining.officer().body(decision).post("/applications/admission-preview").then().body("items[0].outcome", equalTo("against-a-rule"),
                "items[0].errors[0].pointer", equalTo("/decisionDate"));
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
        List<Integer> pressedTwice = atOnce(() -> submit(code, key, form).extract().statusCode());
        assertThat(pressedTwice).containsOnly(201);
        joining.officer().get("/applications").then().body("items", hasSize(1));

        atOnce(() -> submit(code, UUID.randomUUID().toString(), form).extract().statusCode());
        List<String> ids = joining.officer().get("/applications").then().body("items", hasSize(3), "items.applied", everyItem(equalTo(3))).extract().path("items.id");
        Iterator<String> turns = ids.iterator();
        List<Integer> admitted = atOnce(() -> {
            String id;
            synchronized (turns) {
                id = turns.next();
            }
            return joining.admits(id).extract().statusCode();
        });
        assertThat(admitted).containsExactlyInAnyOrder(200, 409);
        joining.officer().get("/members/count?unit=" + tree.grassRoots).then().body("count", equalTo(1));
    }

    @Test
    void ofTwoOfficersWhoAdmitAtOnceOneWins() throws Exception {
        String id = joining.entered(Joining.nationalId());
        List<Integer> answers = atOnce(() -> joining.admits(id).extract().statusCode());
        assertThat(answers).containsExactlyInAnyOrder(200, 409);
        joining.officer().get("/members/count?unit=" + tree.grassRoots).then().body("count", equalTo(1));
    }

    @Test
    void whatCameToNothingIsEmptiedAfterItsTimeAndWhatWasDecidedStays() {
        String receipt = joining.applied(Joining.nationalId());
        String old = joining.newest();
        joining.does(old, "refusal", REFUSAL).statusCode(200);
        String young = joining.entered(Joining.nationalId());
        joining.does(young, "refusal", REFUSAL).statusCode(200);
        String admitted = joining.entered(Joining.nationalId());
        joining.admits(admitted).statusCode(200);
        Sql.of("UPDATE application SET decided_at = now() - interval '181 days' WHERE id IN (?::uuid, ?::uuid)", old, admitted).run(worker);
        housekeeping.removeWhatIsDue();
        joining.officer().get("/applications/" + old).then().statusCode(200).body("person", nullValue(), "state", equalTo("refused"), "reason", nullValue(),
                "rule", equalTo("Charter, article 1"));
        joining.does(old, "reveals", Map.of("purpose", "compare with the paper")).statusCode(409);
        Joining.ask(receipt).body("state", equalTo("refused"));
        joining.officer().get("/applications/" + young).then().body("person", notNullValue());
        joining.officer().get("/applications/" + admitted).then().body("person", notNullValue());
        assertThat(Sql.of("SELECT key IS NULL AND national_id_index IS NULL FROM application WHERE id = ?::uuid", old).first(worker, row -> row.getBoolean(1)))
                .contains(true);
    }

    @Test
    void whoIsForgottenIsForgottenHereTooAndWhoAsksGetsIt() {
        String nationalId = Joining.nationalId();
        String refusedBefore = new Joining(tree.sibling).entered(nationalId);
        new Joining(tree.sibling).does(refusedBefore, "refusal", REFUSAL).statusCode(200);
        joining.applied(nationalId);
        String id = joining.newest();
        String member = joining.admits(id).extract().path("memberId");
        Tokens own = Tokens.of("member").unit(tree.grassRoots).member(UUID.fromString(member)).subject("member-" + member);
        Api.with(own).get("/me/export").then().statusCode(200).body("sections.applications[0].person.nationalId", equalTo(nationalId),
                "sections.applications[0].state", equalTo("admitted"));
        String request = Api.with(own).contentType("application/json").body(Map.of("kind", "erasure")).post("/me/data-requests").then().statusCode(201)
                .extract().path("id");
        joining.officer().body(Map.of()).post("/data-requests/" + request + "/acceptance").then().statusCode(200);
        org.awaitility.Awaitility.await().until(() -> joining.officer().get("/data-requests/" + request).path("state").equals("done"));
        joining.officer().get("/applications/" + id).then().statusCode(200).body("person", nullValue(), "state", equalTo("admitted"));
        new Joining(tree.sibling).officer().get("/applications/" + refusedBefore).then().body("person", nullValue());
    }

    @Test
    void openApplicationsGoAlongOrEndWithTheirUnitAndComeBackWithIt() {
        Joining gone = new Joining(Api.unit("grass-roots-union", tree.commune));
        String ended = gone.entered(Joining.nationalId());
        String code = gone.code();
        String merged = joining.entered(Joining.nationalId());
        Acts acts = new Acts(tree.province, "2025-11-01");
        UUID heir = Api.unit("grass-roots-union", tree.commune);
        String act = acts.draft(Acts.step("dissolve", Acts.code(gone.unit)), Acts.step("merge", Acts.code(tree.grassRoots), "into", Acts.code(heir)));
        JsonPath seen = Acts.done(act);
        assertThat(seen.getInt("lines.'applications-end'")).isEqualTo(1);
        assertThat(seen.getInt("lines.'applications-leave'")).isEqualTo(1);
        assertThat(seen.getInt("lines.'applications-come'")).isEqualTo(1);
        Api.officer().get("/applications/" + ended).then().body("state", equalTo("refused"), "reason", equalTo("unit-ended"), "rule", equalTo("215/QD-LDLD"));
        Joining.apply(code, Joining.person(Joining.nationalId())).statusCode(409);
        new Joining(heir).officer().get("/applications/" + merged).then().statusCode(200).body("unitId", equalTo(heir.toString()), "state", equalTo("received"));

        Acts.done(Acts.counter(act, "2025-11-10"));
        gone.officer().get("/applications/" + ended).then().statusCode(200).body("state", equalTo("received"), "reason", nullValue());
        joining.officer().get("/applications/" + merged).then().statusCode(200).body("unitId", equalTo(tree.grassRoots.toString()));
        Joining.apply(code, Joining.person(Joining.nationalId())).statusCode(201);
    }

    private void revoke(String invitation) {
        joining.officer().body(Map.of("reason", "the poster was copied")).post("/application-invitations/" + invitation + "/revocation").then().statusCode(200)
                .body("revokedAt", notNullValue());
    }

    private static io.restassured.response.ValidatableResponse submit(String code, String key, Map<String, Object> form) {
        return Joining.stranger().header("Idempotency-Key", key).body(form).post("/application-forms/" + code + "/submissions").then();
    }

    private static <T> List<T> atOnce(Callable<T> deed) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Callable<T> together = () -> {
                start.await();
                return deed.call();
            };
            List<Future<T>> answers = two.invokeAll(List.of(together, together));
            return List.of(answers.get(0).get(), answers.get(1).get());
        } finally {
            two.shutdownNow();
        }
    }

    private static org.hamcrest.Matcher<Map<?, ?>> hasKey(String key) {
        @SuppressWarnings("unchecked")
        org.hamcrest.Matcher<Map<?, ?>> matcher = (org.hamcrest.Matcher<Map<?, ?>>) (org.hamcrest.Matcher<?>) org.hamcrest.Matchers.hasKey(key);
        return matcher;
    }
}

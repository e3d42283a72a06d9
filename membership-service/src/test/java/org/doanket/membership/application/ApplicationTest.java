package org.doanket.membership.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.doanket.membership.Api;
import org.doanket.membership.AtOnce;
import org.doanket.membership.People;
import org.doanket.membership.calendar.WorkingDayQueries;
import org.doanket.membership.reorganisation.Acts;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.Housekeeping;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.doanket.testing.TopicReader;
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
    void rulesAreThoseOfTheDayAndOfTheKindOfUnit() {
        Map<String, Object> foreigner = Joining.person(null);
        foreigner.putAll(Map.of("category", "foreign", "contractFrom", "2025-01-01", "contractTo", "2025-12-30"));
        Map<String, Object> paper = joining.paper(null);
        paper.put("person", foreigner);
        paper.put("receivedOn", "2025-07-01");
        joining.officer().body(paper).post("/applications").then().statusCode(422).body("errors.code", contains("contract-too-short"));
        foreigner.put("contractTo", "2025-12-31");
        String year = joining.officer().body(paper).post("/applications").then().statusCode(201).extract().path("id");
        joining.admits(year).statusCode(200).body("state", equalTo("admitted"));
        foreigner.remove("contractTo");
        joining.officer().body(paper).post("/applications").then().statusCode(201);
        paper.put("receivedOn", "2025-06-30");
        joining.officer().body(paper).post("/applications").then().statusCode(422).body("errors.code", contains("category-not-taken"),
                "errors[0].message", containsString("2012"));

        Joining guild = new Joining(Api.unit("nghiep-doan", tree.commune));
        Map<String, Object> driver = Joining.person(Joining.nationalId());
        Joining.apply(guild.code(), driver).statusCode(422).body("errors.code", contains("category-not-taken"));
        driver.put("category", "honorary");
        Joining.apply(guild.code(), driver).statusCode(422).body("errors.code", contains("category-may-not-join"), "errors[0].message",
                containsString("nobody applies"));
        driver.put("category", "informal");
        Joining.apply(guild.code(), driver).statusCode(201);
        Joining.stranger().get("/application-forms/" + guild.code()).then().body("categories.code", contains("informal"));
        String id = guild.newest();
        assertThat(guild.admits(id).statusCode(200).extract().<String>path("memberId")).isNotNull();
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
    void manyAreRefusedForOneReasonAndTakenBackWhereItWasAMistake() {
        String admitted = joining.entered(Joining.nationalId());
        joining.admits(admitted).statusCode(200);
        String person = Joining.nationalId();
        People.member(tree.elsewhere, Map.of("nationalId", person));
        String moving = joining.entered(person);
        String transfer = joining.does(moving, "transfer-proposal", Map.of("movesOn", Joining.TODAY.toString())).statusCode(200).extract().path("transferId");
        String returned = joining.entered(Joining.nationalId());
        joining.does(returned, "return", Map.of("reason", "a test")).statusCode(200);
        List<String> ids = List.of(moving, returned, admitted, new Joining(tree.sibling).entered(Joining.nationalId()), moving);
        Map<String, Object> refusal = Map.of("applications", ids, "reason", "Not of this trade", "rule", "Charter, art. 1");
        joining.officer().body(refusal).post("/applications/refusal-preview").then().statusCode(200).body("items.id", equalTo(ids.subList(0, 4)),
                "items.outcome", contains("refusable", "refusable", "not-open", "not-found"));
        joining.officer().get("/applications/" + moving).then().body("state", equalTo("received"));
        joining.officer().body(refusal).post("/applications/refusals").then().statusCode(200).body("items.outcome",
                contains("refused", "refused", "not-open", "not-found"));
        joining.officer().get("/applications/" + returned).then().body("state", equalTo("refused"), "reason", equalTo("Not of this trade"), "rule",
                equalTo("Charter, art. 1"), "decidedAt", notNullValue());
        joining.officer().get("/transfers/" + transfer).then().body("state", equalTo("withdrawn"));
        joining.officer().body(refusal).post("/applications/refusals").then().statusCode(200).body("items.outcome",
                contains("not-open", "not-open", "not-open", "not-found"));

        Sql.of("UPDATE application SET emptied_at = now(), key = NULL, person = NULL, national_id_index = NULL, "
                + "consent_proof = NULL, reason = NULL WHERE id = ?::uuid", moving).run(worker);
        Map<String, Object> mistake = Map.of("applications", List.of(returned, moving, admitted), "why", "the wrong list");
        joining.officer().body(mistake).post("/applications/reopenings").then().statusCode(200).body("items.outcome", contains("reopened", "emptied", "not-refused"));
        joining.officer().get("/applications/" + returned).then().body("state", equalTo("received"), "reason", nullValue(), "rule", nullValue(), "decidedAt",
                nullValue());
        joining.admits(returned).statusCode(200);
        Map<String, Object> nothing = Map.of("applications", List.of(), "reason", "x", "rule", "x");
        joining.officer().body(nothing).post("/applications/refusals").then().statusCode(400);
    }

    @Test
    void theUnionsThatAProvinceBeginsWithAreAdmittedWholeByOneDecision() {
        List<String> ids = IntStream.range(0, 60).mapToObj(number -> {
            Map<String, Object> paper = joining.paper(Joining.nationalId());
            Map<String, Object> person = Joining.person(Joining.nationalId());
            if (number % 2 == 1) {
                person.putAll(Map.of("contractFrom", "2025-01-01", "contractTo", "2027-01-01"));
            }
            paper.put("person", person);
            return joining.officer().body(paper).post("/applications").then().statusCode(201).extract().<String>path("id");
        }).toList();
        Map<String, Object> decision = Joining.decision();
        decision.put("decisionNumber", "60/QĐ");
        decision.put("applications", ids);
        List<String> members = joining.officer().body(decision).post("/applications/admissions").then().statusCode(200)
                .body("items.id", equalTo(ids), "items.outcome", everyItem(equalTo("admitted"))).extract().path("items.memberId");
        assertThat(members).doesNotContainNull().doesNotHaveDuplicates();
        joining.officer().get("/applications/" + ids.get(59)).then().body("memberId", equalTo(members.get(59)), "decidedAt", notNullValue());
        joining.officer().get("/members/" + members.get(59)).then().body("profile.contractTo", equalTo("2027-01-01"), "phone", containsString("*"));
        joining.officer().get("/members/" + members.get(59) + "/history").then().body("fact", contains("member-admitted"));
        joining.officer().get("/members/" + members.get(59) + "/consents").then().body("find { it.purpose == 'membership-application' }.acts[0].proof",
                equalTo("file 7"));
        joining.officer().get("/applications?limit=200&decisionNumber=60/QĐ").then().body("items.id", containsInAnyOrder(ids.toArray()));
        await().until(() -> told(members.get(59)).size() == 1);
        assertThat(told(members.get(59)).get(0).getString("since")).isEqualTo(Joining.TODAY.toString());
    }

    @Test
    void anAdmissionIsUndoneAsIfItHadNeverBeenAsLongAsNothingWasBuiltOnIt() {
        String person = Joining.nationalId();
        UUID before = People.member(tree.sibling, Map.of("nationalId", person));
        People.setStatus(before, "left", "2024-05-01");
        String again = joining.entered(person);
        String receipt = joining.applied(Joining.nationalId());
        String online = joining.newest();
        List<String> ids = List.of(again, online, joining.entered(Joining.nationalId()), joining.entered(Joining.nationalId()), joining.entered(Joining.nationalId()),
                new Joining(tree.sibling).entered(Joining.nationalId()));
        Map<String, Object> decision = Joining.decision();
        decision.put("applications", ids.subList(0, 4));
        List<String> members = joining.officer().body(decision).post("/applications/admissions").then().statusCode(200)
                .body("items.outcome", everyItem(equalTo("admitted"))).extract().path("items.memberId");
        joining.officer().body(Map.of("on", Joining.TODAY.toString(), "channel", "letter")).post("/members/" + members.get(2) + "/reminders").then().statusCode(200);
        Sql.of("INSERT INTO consent_act (id, member_id, purpose, text_version, given, channel, language, at, recorded_by) "
                + "VALUES (?, ?::uuid, 'photo', 1, true, 'paper', 'vi', now(), 'x')", Ids.next(), members.get(2)).run(worker);
        Api.officer().contentType("application/merge-patch+json").header("If-Match", "\"v1\"").body(Map.of("position", "Tổ trưởng"))
                .patch("/members/" + members.get(3)).then().statusCode(200);

        Map<String, Object> mistake = Map.of("applications", ids, "why", "the wrong list");
        joining.officer().body(mistake).post("/applications/admission-undo-preview").then().statusCode(200).body("items.id", equalTo(ids), "items.outcome",
                contains("undoable", "undoable", "built-upon", "built-upon", "not-admitted", "not-found"), "items[0].builtUpon", equalTo(Map.of()),
                "items[2].builtUpon", equalTo(Map.of("consents", 1, "reminders", 1)), "items[3].builtUpon", equalTo(Map.of("changed", 1)));
        joining.officer().get("/members/count?unit=" + tree.grassRoots).then().body("count", equalTo(4));
        joining.officer().body(mistake).post("/applications/admission-undo").then().statusCode(200).body("items.outcome",
                contains("reopened", "reopened", "built-upon", "built-upon", "not-admitted", "not-found"));

        joining.officer().get("/members/count?unit=" + tree.grassRoots).then().body("count", equalTo(2));
        joining.officer().get("/members/" + members.get(0)).then().statusCode(404);
        assertThat(Sql.of("SELECT 1 FROM person_key WHERE person_id = ?::uuid", members.get(0)).list(worker, row -> true)).isEmpty();
        joining.officer().get("/applications/" + again).then().body("state", equalTo("received"), "decisionNumber", nullValue(), "decidedAt", nullValue(),
                "memberId", nullValue(), "person", notNullValue());
        Joining.ask(receipt).statusCode(200).body("state", equalTo("received"), "decisionNumber", nullValue());
        await().until(() -> told(members.get(0)).size() == 2);
        assertThat(told(members.get(0)).get(1).getString("status")).isEqualTo("import-undone");
        assertThat(told(members.get(0)).get(1).getString("displayName")).isEqualTo(told(members.get(0)).get(0).getString("code"));
        String member = joining.admits(again).statusCode(200).extract().path("memberId");
        Api.officer().get("/members/" + member).then().body("former.id", equalTo(before.toString()));
        joining.officer().body(mistake).post("/applications/admission-undo").then().body("items.outcome[0]", equalTo("reopened"), "items.outcome[1]",
                equalTo("not-admitted"));
    }

    @Test
    void ofTwoOfficersWhoUndoAtOnceOneDoes() throws Exception {
        String id = joining.entered(Joining.nationalId());
        joining.admits(id).statusCode(200);
        Map<String, Object> mistake = Map.of("applications", List.of(id), "why", "the wrong list");
        List<String> outcomes = AtOnce.twice(() -> joining.officer().body(mistake).post("/applications/admission-undo").then().statusCode(200).extract()
                .path("items[0].outcome"));
        assertThat(outcomes).containsExactlyInAnyOrder("reopened", "not-admitted");
    }

    /** What the others were told of a member. */
    private static List<JsonPath> told(String member) {
        return Contracts.told("member").stream().filter(fact -> member.equals(TopicReader.header(fact, "ce_subject")))
                .map(fact -> JsonPath.from(fact.value())).toList();
    }

    @Test
    void whoCannotBeAdmittedStandsInNobodyElsesWay() {
        String expelled = Joining.nationalId();
        Api.officer().contentType("application/json").body(Map.of("status", "expelled", "since", "2024-05-01", "reason", "discipline", "actNumber", "9/QĐ"))
                .post("/members/" + People.member(tree.grassRoots, Map.of("nationalId", expelled)) + "/status-changes").then().statusCode(200);
        String back = Joining.nationalId();
        UUID before = People.member(tree.sibling, Map.of("nationalId", back));
        People.setStatus(before, "left", "2024-05-01");
        Map<String, Object> decision = Joining.decision();
        decision.put("applications", List.of(joining.entered(Joining.nationalId()), joining.entered(expelled), joining.entered(back)));

        Api.officer().contentType("application/json").body(decision).post("/applications/admission-preview").then().statusCode(200)
                .body("items.outcome", contains("admissible", "admissible", "admissible"));
        joining.officer().body(decision).post("/applications/admission-preview").then().statusCode(200).body("items.outcome",
                contains("admissible", "against-a-rule", "admissible"), "items[1].errors.code", contains("returns-by-unit-above"),
                "items[1].errors.pointer", contains("/person/nationalId"));
        String member = joining.officer().body(decision).post("/applications/admissions").then().statusCode(200).body("items.outcome",
                contains("admitted", "against-a-rule", "admitted")).extract().path("items[2].memberId");
        Api.officer().get("/members/" + member).then().body("former.id", equalTo(before.toString()), "former.actNumber", equalTo("12/QĐ-CĐCS"),
                "former.actDate", equalTo(Joining.TODAY.toString()));
        decision.put("joinedOn", Joining.TODAY.plusDays(1).toString());
        decision.put("applications", List.of(joining.entered(Joining.nationalId())));
        joining.officer().body(decision).post("/applications/admissions").then().statusCode(200).body("items[0].outcome", equalTo("against-a-rule"),
                "items[0].errors.pointer", contains("/joinedOn"));
    }

    @Test
    void aContractDoesNotEndBeforeItBegins() {
        Map<String, Object> person = Joining.person(Joining.nationalId());
        person.putAll(Map.of("contractFrom", "2025-05-01", "contractTo", "2025-04-30"));
        Joining.apply(joining.code(), person).statusCode(422).body("errors.pointer", contains("/person/contractTo"), "errors.code", contains("before-begin"));
    }

    @Test
    void ofTwoOfficersWhoAdmitAtOnceOneWins() throws Exception {
        String id = joining.entered(Joining.nationalId());
        List<Integer> answers = AtOnce.twice(() -> joining.admits(id).extract().statusCode());
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
        String settled = joining.entered(Joining.nationalId());
        joining.admits(settled).statusCode(200);
        Sql.of("UPDATE application SET decided_at = now() - interval '366 days' WHERE id = ?::uuid", settled).run(worker);
        String givenUp = joining.applied(Joining.nationalId());
        String returned = joining.newest();
        joining.does(returned, "return", Map.of("reason", "unreadable")).statusCode(200);
        Sql.of("UPDATE application SET returned_at = now() - interval '181 days' WHERE id = ?::uuid", returned).run(worker);
        Sql.of("UPDATE application SET decided_at = now() - interval '181 days' WHERE id IN (?::uuid, ?::uuid)", old, admitted).run(worker);
        housekeeping.removeWhatIsDue();
        joining.officer().get("/applications/" + old).then().statusCode(200).body("person", nullValue(), "state", equalTo("refused"), "reason", nullValue(),
                "rule", equalTo("Charter, article 1"));
        joining.does(old, "reveals", Map.of("purpose", "compare with the paper")).statusCode(409);
        Joining.ask(receipt).body("state", equalTo("refused"));
        joining.officer().get("/applications/" + young).then().body("person", notNullValue());
        joining.officer().get("/applications/" + settled).then().body("person", nullValue(), "state", equalTo("admitted"), "decisionNumber", notNullValue());
        joining.officer().get("/applications/" + returned).then().body("person", nullValue(), "state", equalTo("withdrawn"));
        Joining.ask(givenUp).body("state", equalTo("withdrawn"));
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
        await().until(() -> joining.officer().get("/data-requests/" + request).path("state").equals("erasing"));
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
}

package org.doanket.membership.charter;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.membership.Rosters;
import org.doanket.membership.Somebody;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules of membership, changed without a release. Their days are far off, so that no other test lives under them. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class CharterTest {

    private static final Map<String, Map<String, Object>> RULES = Map.ofEntries(
            Map.entry("admission-rules", Map.of("category", "informal", "unitKind", "grass-roots-union", "taken", true)),
            Map.entry("status-rules", Map.of("status", "kept", "fromStatuses", List.of("active", "suspended"), "needsAct", true)),
            Map.entry("office-role-rules", Map.of("bodyKind", "women-committee", "position", "head", "level", "upper", "roles", List.of("campaign-officer"))),
            Map.entry("status-reasons", Map.of("status", "left", "code", "own-request", "rank", 1, "name", names("Own wish"), "used", true)),
            Map.entry("retention-rules", Map.of("code", "ledger", "what", names("Accounts"), "months", 120, "kept", true)),
            Map.entry("unit-kind-rules", Map.of("code", "commune-union", "level", "upper", "name", names("Union of a commune"), "defaultCategory", "employee",
                    "hasEmployer", false, "used", true)),
            Map.entry("national-id-rules", Map.of("code", "citizen-id", "pattern", "[0-9]{12}[A-Z]", "checkAlgorithm", "none", "used", true)),
            Map.entry("card-number-rules", Map.of("code", "card", "pattern", "CD-[0-9]{6,8}", "used", true)),
            Map.entry("barred-post-rules", Map.of("code", "signatory", "name", names("Who signs for a company"), "barred", true)),
            Map.entry("job-trade-rules", Map.of("code", "driver", "name", names("At the wheel"), "used", true)),
            Map.entry("ownership-rules", Map.of("code", "private-company", "name", names("A private owner's"), "partOf", "enterprise", "used", true)),
            Map.entry("body-kind-rules", Map.of("code", "women-committee", "levels", List.of("upper", "grass-roots"), "name", names("Women's board"), "used", true)),
            Map.entry("body-position-rules", Map.of("bodyKind", "women-committee", "code", "deputy", "single", true, "takesSeat", true, "rank", 2, "name",
                    names("Second"), "used", true)),
            Map.entry("headcount-figure-rules", Map.of("code", "women-short-of-work", "rank", 40, "name", names("Women out of work"), "partOf",
                    "workers-short-of-work", "used", true)),
            Map.entry("return-rules", Map.of("formerStatus", "expelled", "mayReturn", false, "yearsCount", false)));

    /** Nothing that is written was found of what cards are numbered by. */
    private static final String WITHOUT_ONE = "card-number-rules";

    @Inject
    AgroalDataSource dataSource;

    private Api.Tree tree;

    @BeforeEach
    void found() {
        tree = new Api.Tree();
    }

    @Test
    void beginOnADayToComeAndAreTakenBackBeforeIt() {
        RULES.forEach((path, rule) -> {
            String id = set(path, "2047-01-01", rule).statusCode(201).body("validFrom", equalTo("2047-01-01"), "citation", equalTo("a congress to come"),
                    "verified", equalTo(false), "cancelledAt", nullValue()).extract().path("id");
            set(path, "2047-01-01", rule).statusCode(409).body("code", equalTo("rule-begin-taken"));
            set(path, "2020-01-01", rule).statusCode(422).body("errors.pointer", contains("/source/validFrom"));
            String tag = Api.officer().get("/" + path + "/" + id).then().statusCode(200).body("id", equalTo(id)).extract().header("ETag");
            Api.officer().header("If-None-Match", tag).get("/" + path + "/" + id).then().statusCode(304);
            Api.officer().get("/" + path + "/" + UUID.randomUUID()).then().statusCode(404);
            inForce(path, "2046-12-31").body("items.id", not(hasItem(id)));
            inForce(path, "2047-01-01").body("items.id", hasItem(id));

            cancel(path, id).statusCode(200).body("cancelledWhy", equalTo("a test"));
            Api.officer().header("If-None-Match", tag).get("/" + path + "/" + id).then().statusCode(200).body("cancelledWhy", equalTo("a test"));
            cancel(path, id).statusCode(409).body("code", equalTo("rule-cancelled-already"));
            inForce(path, "2047-01-01").body("items.id", not(hasItem(id)));
            Api.officer().get("/" + path + "?jurisdiction=vn&limit=200").then().statusCode(200).body("items.id", hasItem(id));
            String begun = inForce(path, "2026-01-01").extract().path("items[0].id");
            if (!path.equals(WITHOUT_ONE)) {
                cancel(path, begun).statusCode(409).body("code", equalTo("rule-begun-already"));
            }
            cancel(path, UUID.randomUUID().toString()).statusCode(404);
            set(path, "2047-01-01", rule).statusCode(201);
        });
    }

    @Test
    void nameAllThatIsUnknown() {
        set("status-rules", "2020-01-01", Map.of("status", "gone", "fromStatuses", List.of("active", "here"))).statusCode(422)
                .body("errors.pointer", hasItems("/source/validFrom", "/status", "/fromStatuses/1"));
        set("admission-rules", "2048-01-01", Map.of("category", "robot", "unitKind", "club", "taken", true)).statusCode(422)
                .body("errors.pointer", hasItems("/category", "/unitKind"));
        set("return-rules", "2048-01-01", Map.of("formerStatus", "gone", "mayReturn", true, "yearsCount", true)).statusCode(422);
        set("office-role-rules", "2048-01-01", Map.of("bodyKind", "women-committee", "position", "king", "level", "upper", "roles", List.of())).statusCode(422)
                .body("errors.pointer", contains("/position"));
        set("office-role-rules", "2048-01-01", Map.of("bodyKind", "women-committee", "position", "head", "level", "upper", "roles", List.of("king")))
                .statusCode(400);
        set("status-reasons", "2048-01-01", Map.of("status", "gone", "code", "x", "rank", 1, "name", names("x"), "used", true)).statusCode(422)
                .body("errors.pointer", contains("/status"));
        set("unit-kind-rules", "2048-01-01", Map.of("code", "star-union", "level", "sky", "name", names("x"), "defaultCategory", "robot",
                "defaultDuesKind", "gold", "hasEmployer", true, "used", true)).statusCode(422)
                .body("errors.pointer", hasItems("/level", "/defaultCategory", "/defaultDuesKind"));
        set("unit-kind-rules", "2048-01-01", Map.of("code", "commune-union", "level", "province", "name", names("x"), "defaultCategory", "employee",
                "hasEmployer", true, "used", true)).statusCode(422).body("errors.code", contains("level-stays"));
        set("national-id-rules", "2048-01-01", Map.of("code", "x", "pattern", "([0-9]+)+X", "checkAlgorithm", "none", "used", true)).statusCode(422)
                .body("errors.pointer", contains("/pattern"));
        set("national-id-rules", "2048-01-01", Map.of("code", "x", "pattern", "[0-9]{12}", "checkAlgorithm", "guess", "used", true)).statusCode(400)
                .body("errors.pointer", contains("/checkAlgorithm"));
        set("card-number-rules", "2048-01-01", Map.of("code", "x", "pattern", "(CD)+[0-9]*", "used", true)).statusCode(422).body("errors.code", contains("bad-card-pattern"));
        set("retention-rules", "2048-01-01", Map.of("code", "No Code", "what", Map.of("vi", "x"))).statusCode(400)
                .body("errors.pointer", hasItems("/code", "/what/en", "/what/zh", "/kept"));
        set("body-kind-rules", "2048-01-01", Map.of("code", "board", "levels", List.of("upper", "sky"), "name", names("x"), "used", true)).statusCode(422)
                .body("errors.pointer", contains("/levels/1"), "errors.code", contains("unknown-level"));
        set("body-position-rules", "2048-01-01", Map.of("bodyKind", "board", "code", "head", "single", true, "takesSeat", true, "rank", 1, "name", names("x"),
                "used", true)).statusCode(422).body("errors.pointer", contains("/bodyKind"));
        figure("women-short-of-work", "no-such", null).statusCode(422).body("errors.pointer", contains("/partOf"), "errors.code", contains("unknown-figure"));
        figure("workers-short-of-work", "women-short-of-work", null).statusCode(422).body("errors.code", contains("figure-part-of-itself"));
        figure("pay-of-workers", null, "no-such").statusCode(422).body("errors.pointer", contains("/countedBy"));
        figure("workers", null, null).statusCode(422).body("errors.code", contains("figure-of-every-report"));
        set("return-rules", "2048-01-01", Map.of()).statusCode(400).body("errors.pointer", hasItems("/formerStatus", "/mayReturn", "/yearsCount"));
    }

    /** Where it is not said, by a decision, and after an expulsion by the unit above. */
    @Test
    void sayWhoTakesBackAndHow() {
        Map<String, Object> rule = new HashMap<>(Map.of("formerStatus", "left", "mayReturn", true, "yearsCount", true));
        set("return-rules", "2049-01-01", rule).statusCode(201).body("needsAct", equalTo(true), "byAbove", equalTo(false));
        rule.put("formerStatus", "expelled");
        set("return-rules", "2049-01-01", rule).statusCode(201).body("needsAct", equalTo(true), "byAbove", equalTo(true));
        rule.putAll(Map.of("needsAct", false, "byAbove", false));
        set("return-rules", "2050-01-01", rule).statusCode(201).body("needsAct", equalTo(false), "byAbove", equalTo(false));
    }

    /** Put there by the database, as below. */
    @Test
    void letNoCardNumberInThatIsOfNoFormInForceAndLeaveThoseOnRecord() {
        String mark = String.format("%06d", System.nanoTime() % 1_000_000);
        String good = "CD-" + mark;
        String held = "old " + mark;
        Somebody somebody = new Somebody(tree.commune);
        file(somebody, "cardNumber", held).statusCode(200);
        Sql.of("INSERT INTO card_number_rule (jurisdiction, code, valid_from, pattern, is_used, citation, verified) VALUES "
                + "('vn', 'card', current_date - 3, '[0-9]{4}', true, 'a test', false), ('vn', 'card', current_date - 2, 'CD-[0-9]{6}', true, 'a test', false), "
                + "('vn', 'other', current_date - 2, '[0-9]{5}', false, 'a test', false)").run(dataSource);
        try {
            for (String bad : List.of("CD-12345", "1234", "12345", "CD-12 456", "cd-123456")) {
                card(bad).statusCode(422).body("errors.pointer", contains("/cardNumber"), "errors.code", contains("bad-card-number"),
                        "errors[0].message", containsString("a test"));
            }
            file(somebody, "cardNumber", "1234").statusCode(422).body("errors.code", contains("bad-card-number"));
            file(somebody, "position", "Nhóm phó").statusCode(200).body("cardNumber", equalTo(held));
            somebody.calls().body(Map.of("kind", "correction", "corrections", Map.of("cardNumber", "1234"))).post("/me/data-requests").then().statusCode(422)
                    .body("errors.code", contains("bad-card-number"));
            String code = somebody.officer().get("/members/" + somebody.id).then().extract().path("code");
            Rosters rosters = new Rosters(tree.commune);
            rosters.get(rosters.checked("Mã đoàn viên,Họ tên,Số thẻ\n" + code + ",Trần Khác," + held + "\n,Người Một,1234\n,Người Hai," + good + "\n"), "/rows")
                    .body("items.state", contains("changed", "faulty", "new"), "items[1].faults.field", contains("cardNumber"),
                            "items[1].faults.code", contains("bad-card-number"), "items[1].faults.rule", contains("a test"));
            card(" " + good + " ").statusCode(201).body("cardNumber", equalTo(good));
            card(" ").statusCode(201).body("cardNumber", nullValue());
            card("").statusCode(201);
        } finally {
            Sql.of("UPDATE card_number_rule SET cancelled_at = now() WHERE citation = 'a test'").run(dataSource);
        }
        file(somebody, "cardNumber", "whatever " + mark).statusCode(200);
    }

    private ValidatableResponse card(String number) {
        return Api.officer().contentType("application/json").body(Map.of("unitId", tree.commune, "fullName", "Người Mới", "joinedOn", "2026-01-01",
                "cardNumber", number)).post("/members").then();
    }

    private static ValidatableResponse file(Somebody somebody, String field, String value) {
        return somebody.officer().header("If-Match", "*").contentType("application/merge-patch+json").body(Map.of(field, value))
                .patch("/members/" + somebody.id).then();
    }

    /** Put there by the database: a rule cannot be set for today, and no test waits for a day. */
    @Test
    void giveAnOfficeAnotherRoleFromTheirDayOn() {
        String roles = "find { it.jurisdiction == 'vn' && it.code == 'women-committee' }.positions.find { it.code == 'head' }.roles.upper";
        Api.officer().get("/body-kinds").then().body(roles, nullValue());
        Sql.of("INSERT INTO office_role_rule (jurisdiction, body_kind, position, level, valid_from, roles, citation, verified) "
                + "VALUES ('vn', 'women-committee', 'head', 'upper', current_date - 2, '{campaign-officer}', 'a test', false)").run(dataSource);
        try {
            Api.officer().get("/body-kinds").then().body(roles, contains("campaign-officer"));
        } finally {
            Sql.of("UPDATE office_role_rule SET cancelled_at = now() WHERE citation = 'a test'").run(dataSource);
        }
        Api.officer().get("/body-kinds").then().body(roles, nullValue());
    }

    /** Put there by the database, as above. */
    @Test
    void tellMembersOtherwiseFromTheirDayOnWhatAnErasureLeaves() {
        Somebody somebody = new Somebody(tree.commune);
        String texts = "find { it.code == 'texts' }";
        somebody.calls().get("/me/data-requests/retention").then().statusCode(200).body(texts + ".months", nullValue());
        Sql.of("INSERT INTO retention_rule (jurisdiction, code, valid_from, what_vi, what_en, what_zh, months, is_kept, citation, verified) "
                + "VALUES ('vn', 'texts', current_date - 2, 'x', 'Texts', 'x', 24, true, 'a test', false), "
                + "('vn', 'sheets', current_date - 2, 'x', 'Sheets', 'x', NULL, false, 'a test', false)").run(dataSource);
        try {
            somebody.calls().get("/me/data-requests/retention").then().body(texts + ".what", equalTo("Texts"), texts + ".months", equalTo(24), "code",
                    not(hasItem("sheets")));
        } finally {
            Sql.of("UPDATE retention_rule SET cancelled_at = now() WHERE citation = 'a test'").run(dataSource);
        }
        somebody.calls().get("/me/data-requests/retention").then().body(texts + ".months", nullValue(), "code", hasItem("sheets"));
    }

    @Test
    void giveOtherWordsForWhyFromTheirDayOnAndLeaveThoseThatWereGiven() {
        String words = "find { it.code == 'suspended' }.reasons.code";
        UUID before = People.member(tree.commune);
        status(before, "2025-01-01", "no-pay").statusCode(200);
        Sql.of("INSERT INTO status_reason (jurisdiction, status, code, valid_from, rank, name_vi, name_en, name_zh, is_used, citation, verified) "
                + "VALUES ('vn', 'suspended', 'no-pay', '2025-06-01', 2, 'x', 'Unpaid', 'x', false, 'a test', false), "
                + "('vn', 'suspended', 'strike', '2025-06-01', 9, 'x', 'Strike', 'x', true, 'a test', false)").run(dataSource);
        try {
            Api.officer().get("/member-statuses?jurisdiction=vn").then().body(words, contains("no-work", "long-leave", "strike"));
            Api.officer().get("/member-statuses?jurisdiction=vn&asOf=2025-05-31").then().body(words, contains("no-work", "no-pay", "long-leave"));
            Api.officer().get("/member-statuses?jurisdiction=cn").then().body(words, not(hasItem("strike")));
            status(People.member(tree.commune), "2025-06-01", "no-pay").statusCode(422).body("errors.pointer", contains("/reasonCode"));
            status(People.member(tree.commune), "2025-05-31", "strike").statusCode(422);
            status(People.member(tree.commune), "2025-06-01", "strike").statusCode(200);
            Api.officer().get("/members/" + before).then().body("reasonCode", equalTo("no-pay"));
            Rosters rosters = new Rosters(tree.commune);
            byte[] sheet = rosters.officer().accept("text/csv").get("/members?unit=" + tree.commune).then().extract().asByteArray();
            rosters.get(rosters.checked("text/csv", sheet), "").body("unchanged", equalTo(4), "faulty", equalTo(0));
            rosters.get(rosters.checked("Họ tên,Trạng thái,Trạng thái từ ngày,Lý do trạng thái,Loại lý do trạng thái,Ngày vào\n"
                    + "A,suspended,2025-06-02,x,no-pay,2020-01-01\nB,suspended,2025-06-02,x,strike,2020-01-01\n"), "/rows")
                    .body("items.state", contains("faulty", "new"), "items[0].faults.code", contains("unknown-status-reason"));
        } finally {
            Sql.of("UPDATE status_reason SET cancelled_at = now() WHERE citation = 'a test'").run(dataSource);
        }
    }

    @Test
    void makeANewKindOfUnitFromItsDayOnAndEndAnother() {
        String kind = "k" + UUID.randomUUID().toString().substring(0, 8);
        Map<String, Object> rule = new HashMap<>(RULES.get("unit-kind-rules"));
        rule.put("code", kind);
        set("unit-kind-rules", "2047-01-01", rule).statusCode(201);
        Api.found(Api.founding(kind, tree.province)).statusCode(422).body("errors.pointer", contains("/kind"));
        Api.officer().get("/unit-kinds?jurisdiction=vn").then().body("code", not(hasItem(kind)));

        Sql.of("INSERT INTO unit_kind_rule (jurisdiction, code, valid_from, name_vi, name_en, name_zh, default_category, default_dues_kind, has_employer, is_used, citation, "
                + "verified) VALUES ('vn', ?, current_date - 2, 'Mới', 'New', '新', 'employee', 'state-paid', false, true, 'a test', false)", kind).run(dataSource);
        UUID unit = Api.unit(kind, tree.province);
        Api.officer().get("/units/" + unit).then().body("level", equalTo("upper"));
        Api.officer().get("/members/" + People.member(unit)).then().body("category", equalTo("employee"), "duesKind", equalTo("state-paid"));
        Api.officer().get("/unit-kinds?jurisdiction=vn").then().body("find { it.code == '" + kind + "' }.name", equalTo("New"),
                "find { it.code == '" + kind + "' }.used", equalTo(true));

        Sql.of("INSERT INTO unit_kind_rule (jurisdiction, code, valid_from, name_vi, name_en, name_zh, default_category, has_employer, is_used, citation, verified) "
                + "VALUES ('vn', ?, current_date - 1, 'Mới', 'New', '新', 'employee', false, false, 'a test', false)", kind).run(dataSource);
        Api.found(Api.founding(kind, tree.province)).statusCode(422);
        Api.officer().get("/units/" + unit).then().statusCode(200).body("kind", equalTo(kind));
        Api.officer().get("/unit-kinds?jurisdiction=vn").then().body("find { it.code == '" + kind + "' }.used", equalTo(false));
    }

    @Test
    void areSetAtTheTopOfTheTreeAlone() {
        int[] year = {2050};
        RULES.forEach((path, rule) -> {
            year[0] = 2050;
            AccessMatrix.of("POST", Api.BASE + "/" + path).body(() -> body(++year[0] + "-01-01", rule)).roles("federation-officer").inside(tree.province)
                    .outside(tree.commune, tree.sibling, tree.grassRoots).check();
            AccessMatrix.of("POST", () -> Api.BASE + "/" + path + "/" + set(path, ++year[0] + "-01-01", rule).extract().path("id") + "/cancellation")
                    .body(() -> Map.of("why", "a test")).roles("federation-officer").inside(tree.province)
                    .outside(tree.commune, tree.sibling, tree.grassRoots).check();
            String one = set(path, ++year[0] + "-01-01", rule).statusCode(201).extract().path("id");
            AccessMatrix.of("GET", Api.BASE + "/" + path + "/" + one).roles("federation-officer", "unit-officer", "auditor", "integration")
                    .inside(tree.province, tree.grassRoots).check();
            AccessMatrix.of("GET", Api.BASE + "/" + path).roles("federation-officer", "unit-officer", "auditor", "integration").inside(tree.province, tree.grassRoots).check();
        });
    }

    private static ValidatableResponse figure(String code, String partOf, String countedBy) {
        Map<String, Object> rule = new HashMap<>(Map.of("code", code, "rank", 1, "name", names("x"), "used", true));
        rule.put("partOf", partOf);
        rule.put("countedBy", countedBy);
        return set("headcount-figure-rules", "2048-01-01", rule);
    }

    private static Map<String, String> names(String name) {
        return Map.of("vi", name, "en", name, "zh", name);
    }

    private static ValidatableResponse status(UUID member, String since, String reasonCode) {
        return Api.officer().contentType("application/json").body(Map.of("status", "suspended", "since", since, "reason", "a test", "reasonCode", reasonCode))
                .post("/members/" + member + "/status-changes").then();
    }

    private static Map<String, Object> body(String from, Map<String, Object> rule) {
        Map<String, Object> body = new HashMap<>(rule);
        body.put("source", Map.of("jurisdiction", "vn", "validFrom", from, "citation", "a congress to come", "verified", false));
        return body;
    }

    private static ValidatableResponse set(String path, String from, Map<String, Object> rule) {
        return Api.officer().contentType("application/json").body(body(from, rule)).post("/" + path).then();
    }

    private static ValidatableResponse cancel(String path, String id) {
        return Api.officer().contentType("application/json").body(Map.of("why", "a test")).post("/" + path + "/" + id + "/cancellation").then();
    }

    private static ValidatableResponse inForce(String path, String day) {
        return Api.officer().get("/" + path + "?jurisdiction=vn&asOf=" + day).then().statusCode(200);
    }
}

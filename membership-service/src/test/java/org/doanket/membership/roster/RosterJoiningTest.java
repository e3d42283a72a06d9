package org.doanket.membership.roster;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.membership.Rosters;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of a sheet are judged by the rules of joining, as whoever is admitted by himself. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RosterJoiningTest {

    private static final AtomicLong PEOPLE = new AtomicLong(510_000);
    private static final String HEADER = "Họ tên,Ngày sinh,Mã NV,Ngày vào công đoàn,Loại đoàn viên,Loại hợp đồng,Ngày bắt đầu hợp đồng,Ngày kết thúc hợp đồng\n";

    private Api.Tree tree;
    private Rosters rosters;

    @BeforeEach
    void plantTree() {
        tree = new Api.Tree();
        rosters = new Rosters(tree.grassRoots);
    }

    @Test
    void tellsOfEachRowAllThatTheRulesOfItsDayHaveAgainstItAndWhereTheyStand() {
        String id = rosters.checked(HEADER + "A,02/05/2009,,01/05/2024,,,,\nB,01/05/2009,,01/05/2024,,,,\nC,,,30/06/2025,foreign,,01/01/2025,31/12/2027\n"
                + "D,,,01/07/2025,foreign,,01/07/2025,29/06/2026\nE,,,01/07/2025,foreign,,01/07/2025,30/06/2026\nF,,,01/07/2025,foreign,indefinite,,\n"
                + "G,01/01/2020,,01/07/2025,informal,,,\nH,,,01/07/2025,honorary,,,\nI,,,01/07/2025,foreign,,,\n");
        rosters.get(id, "/rows").body("items.faults.code", contains(List.of("below-working-age"), List.of(), List.of("category-not-taken"),
                List.of("contract-too-short"), List.of(), List.of(), List.of("below-working-age", "category-not-taken"), List.of(), List.of("contract-too-short")),
                "items[0].faults[0].message", containsString("15"), "items[0].faults[0].rule", containsString("15 years"),
                "items[2].faults[0].rule", containsString("could not join"), "items[3].faults[0].field", equalTo("contractTo"),
                "items[6].faults.rule", everyItem(notNullValue()));
        for (Map.Entry<String, String> word : Map.of("vi", "Chưa đủ 15 tuổi", "en", "Younger than 15 years", "zh", "未满 15 岁").entrySet()) {
            rosters.officer().header("Accept-Language", word.getKey()).accept("text/csv").get("/imports/" + id + "/faults").then().statusCode(200)
                    .body(containsString(word.getValue()), containsString("Labour Code"));
        }
        rosters.commit(id);
        rosters.officer().get("/members?unit=" + tree.grassRoots).then().body("items.fullName", containsInAnyOrder("B", "E", "F", "H"));
    }

    @Test
    void goesByTheKindOfTheUnitThatTheRowNames() {
        UUID guild = Api.unit("nghiep-doan", tree.commune);
        Rosters commune = new Rosters(tree.commune);
        String id = commune.checked("Họ tên,Mã CĐCS,Loại đoàn viên\nA," + code(guild) + ",\nB," + code(guild) + ",employee\nC," + code(tree.grassRoots) + ",\n");
        commune.get(id, "/rows").body("items.faults.code", contains(List.of(), List.of("category-not-taken"), List.of()));
    }

    @Test
    void asksOfMembersNothingButWhatTheRowWouldChange() {
        rosters.commit(rosters.checked(HEADER + "A,01/01/1990,E1,01/03/2024,,,,\n"));
        String sheet = HEADER + "A,01/01/1990,E1,01/03/2024,,,,\n";
        rosters.get(rosters.checked(sheet), "").body("unchanged", equalTo(1), "faulty", equalTo(0));
        rosters.get(rosters.checked(HEADER + "A,01/01/2015,E1,01/03/2024,,,,\n"), "/rows").body("items[0].faults.code", contains("below-working-age"));
        rosters.get(rosters.checked(HEADER + "A mới,01/01/1990,E1,,,,,\n"), "/rows").body("items.state", contains("changed"));
        rosters.get(rosters.checked(HEADER + "A,,E1,,foreign,,,\n"), "/rows").body("items[0].faults.code", contains("contract-too-short"));
        rosters.get(rosters.checked(HEADER + "A,,E1,,foreign,,01/01/2026,31/12/2026\n"), "/rows").body("items.state", contains("changed"));
    }

    @Test
    void judgesWhoMovesByTheKindOfTheUnitThatTheRowNames() {
        UUID guild = Api.unit("nghiep-doan", tree.commune);
        Rosters commune = new Rosters(tree.commune);
        String header = "Họ tên,Mã CĐCS,Mã NV,Loại đoàn viên\n";
        commune.commit(commune.checked(header + "A," + code(tree.grassRoots) + ",E1,\n"));
        commune.get(commune.checked(header + "A," + code(guild) + ",E1,\n"), "/rows").body("items.state", contains("faulty"), "items[0].faults.code",
                contains("category-not-taken"));
        commune.get(commune.checked(header + "A," + code(guild) + ",E1,informal\n"), "/rows").body("items.state", contains("moved"));
    }

    /** The rule stands once; that a sheet asks it on the same occasions as single changes do is what could part. */
    @Test
    void saysOfARowWhatIsSaidOfTheSameDoneByHand() {
        rosters.commit(rosters.checked(HEADER + "A,01/01/1990,E1,01/03/2024,,,,\n"));
        String member = rosters.officer().get("/members?unit=" + tree.grassRoots).then().extract().path("items[0].id");
        for (String category : List.of("informal", "foreign", "honorary")) {
            List<String> byHand = Api.officer().contentType("application/json").body(Map.of("category", category, "since",
                    java.time.LocalDate.now().toString(), "reason", "a test")).post("/members/" + member + "/category-changes")
                    .then().extract().path("errors.code");
            List<String> byRow = rosters.get(rosters.checked(HEADER + "A,,E1,," + category + ",,,\n"), "/rows").extract().path("items[0].faults.code");
            org.assertj.core.api.Assertions.assertThat(byRow).as(category).isEqualTo(byHand == null ? List.of() : byHand);
        }
        for (String day : List.of("2015-01-01", "2009-03-02", "2009-03-01")) {
            List<String> byHand = Api.officer().contentType("application/merge-patch+json").header("If-Match", "*").body("{\"birthDate\": \"" + day + "\"}")
                    .patch("/members/" + member).then().extract().path("errors.code");
            String written = day.substring(8) + "/" + day.substring(5, 7) + "/" + day.substring(0, 4);
            List<String> byRow = rosters.get(rosters.checked(HEADER + "A," + written + ",E1,,,,,\n"), "/rows").extract().path("items[0].faults.code");
            org.assertj.core.api.Assertions.assertThat(byRow).as(day).isEqualTo(byHand == null ? List.of() : byHand);
        }
    }

    @Test
    void isNotForWhoIsOnRecordAsDead() {
        String nationalId = Rosters.nationalId(PEOPLE.incrementAndGet());
        UUID member = People.member(tree.elsewhere, Map.of("nationalId", nationalId));
        People.setStatus(member, "deceased", "2024-05-01");
        rosters.get(rosters.checked("Họ tên,CCCD\nA," + nationalId + "\n"), "/rows").body("items.state", contains("faulty"),
                "items[0].faults.code", contains("may-not-return"), "items[0].faults[0].rule", notNullValue(), "items[0].memberId", nullValue());
    }

    @Test
    void takesNobodyBackAfterAnExpulsionButByAListOfTheUnitAbove() {
        String nationalId = Rosters.nationalId(PEOPLE.incrementAndGet());
        UUID member = People.member(tree.elsewhere, Map.of("nationalId", nationalId));
        Api.officer().contentType("application/json").body(Map.of("status", "expelled", "since", "2024-05-01", "reason", "discipline", "actNumber", "9/QĐ"))
                .post("/members/" + member + "/status-changes").then().statusCode(200);
        rosters.get(rosters.checked("Họ tên,CCCD\nA," + nationalId + "\n"), "/rows").body("items.state", contains("faulty"),
                "items[0].faults.code", contains("returns-by-unit-above"), "items[0].faults[0].rule", notNullValue());
        Rosters commune = new Rosters(tree.commune);
        String sheet = "Họ tên,Mã CĐCS,CCCD,Ngày vào công đoàn\nA," + code(tree.grassRoots) + "," + nationalId + ",01/06/2024\n";
        commune.get(commune.checked(sheet), "/rows").body("items[0].faults.code", contains("returns-by-decision"), "items[0].faults[0].rule", notNullValue());
        String decided = commune.checkedBy("12-QD", "2024-05-30", sheet);
        commune.get(decided, "/rows").body("items.state", contains("new"));
        commune.commit(decided);
        String back = commune.officer().get("/members?unit=" + tree.grassRoots).then().statusCode(200).extract().path("items[0].id");
        commune.officer().get("/members/" + back).then().body("former.actNumber", equalTo("12-QD"), "former.actDate", equalTo("2024-05-30"));
        for (String half : List.of("decisionNumber=1", "decisionDate=2024-05-30", "decisionNumber=1&decisionDate=" + java.time.LocalDate.now().plusDays(3))) {
            commune.officer().contentType("text/csv").body(new byte[] {'A'}).post("/imports?unit=" + tree.commune + "&" + half).then().statusCode(422);
        }
    }

    private static String code(UUID unit) {
        return Api.officer().get("/units/" + unit).then().extract().path("code");
    }
}

package org.doanket.membership.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.membership.headcount.Headcounts.approved;
import static org.doanket.membership.headcount.Headcounts.count;
import static org.doanket.membership.reorganisation.Acts.step;
import static org.doanket.membership.statistics.Freezing.CUT_OFF;
import static org.doanket.membership.statistics.Freezing.admit;
import static org.doanket.membership.statistics.Freezing.areas;
import static org.doanket.membership.statistics.Freezing.card;
import static org.doanket.membership.statistics.Freezing.change;
import static org.doanket.membership.statistics.Freezing.committee;
import static org.doanket.membership.statistics.Freezing.freeze;
import static org.doanket.membership.statistics.Freezing.status;
import static org.doanket.membership.statistics.Freezing.territory;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.Somebody;
import org.doanket.membership.headcount.Headcounts;
import org.doanket.membership.reorganisation.Acts;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was frozen at 30 November and 31 May, against all that may happen to a register afterwards. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class FrozenReturnsTest {

    private static final List<String> CUT_OFFS = List.of("2025-11-30", CUT_OFF);
    private static final List<String> RETURNS = List.of("r2", "r3", "r4", "r5", "r6", "r7");

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Api.Tree tree;
    private UUID other;
    private Somebody chair;
    private Somebody second;
    private String third;

    @BeforeEach
    void freezeAFederationAtBothCutOffs() {
        tree = new Api.Tree();
        other = Api.unit("grass-roots-union", tree.sibling);
        chair = new Somebody(tree.grassRoots);
        second = new Somebody(tree.grassRoots);
        third = admit(tree.grassRoots, "male", "employee");
        admit(tree.grassRoots, 4, 2);
        admit(other, 2, 0);
        committee(tree.grassRoots, List.of(Map.of("memberId", chair.id, "position", "chair", "fullTime", false), Map.of("memberId", second.id, "position", "member")));
        areas("66,Tỉnh Mẫu,\n66001,Phường Một,66\n66002,Xã Hai,66\n");
        territory(tree.commune, "66001", "66002");
        card(tree.grassRoots, "private-company", "2020-01-01");
        Api.as("unit-officer", tree.commune).contentType("text/csv").body("cluster,name,workers\nCụm 1,Công ty A,12\n".getBytes(StandardCharsets.UTF_8))
                .put("/firms-without-union?unit=" + tree.commune + "&asOf=2025-11-01").then().statusCode(200);
        for (String day : CUT_OFFS) {
            Map<String, Object> count = new HashMap<>(count(9, 6, 20, 8));
            count.put("figures", Map.of("executive-committee", 2, "workers-short-of-work", 5));
            approved(Headcounts.period(tree.province, LocalDate.parse(day)), tree.grassRoots, count);
            freeze(tree.province, day);
        }
    }

    @Test
    void stayWhateverBecomesOfMembersUnitsCardsAndCommunes() throws IOException {
        Map<String, String> before = everything();
        assertThat(before.get(CUT_OFF + " r3")).contains("Trần Thị Của Mình", "Phường Một, Xã Hai");

        // Also what is recorded now for days before the cut-offs.
        status(third, "left", "2025-06-01");
        Api.officer().contentType("application/json").body(Map.of("category", "honorary", "since", "2025-09-01", "reason", "x"))
                .post("/members/" + second.id + "/category-changes").then().statusCode(200);
        Api.officer().contentType("application/merge-patch+json").header("If-Match", "*").body(Map.of("fullName", "Trần Thị Khác", "sex", "male"))
                .patch("/members/" + chair.id).then().statusCode(200);
        admit(other, 3, 3);
        card(tree.grassRoots, "state-company", "2020-01-01");
        areas("66,Tỉnh Khác,\n66001,Phường Khác,66\n66002,Xã Khác,66\n");
        change(tree.sibling, Map.of("name", "Công đoàn tên khác", "from", "2025-07-01", "actNumber", "2"));
        erase(second);
        new Acts(tree.province, "2026-06-15").done(step("merge", Acts.code(tree.grassRoots), "into", Acts.code(other)),
                step("dissolve", Acts.code(tree.commune), "successors", List.of(Acts.code(tree.sibling))));

        assertThat(everything()).isEqualTo(before);
        areIntact();
    }

    /** Of a chair who is erased the list keeps that there was one, as all else keeps it. */
    @Test
    void forgetTheNameOfWhoeverIsErasedAndNothingElse() throws IOException {
        Map<String, String> before = everything();
        chair.calls().get("/me/export").then().statusCode(200).body("sections.frozenLists.cutOff", equalTo(CUT_OFFS), "sections.frozenLists.name",
                everyItem(equalTo("Trần Thị Của Mình")));
        erase(chair);
        Map<String, String> after = everything();

        String pseudonym = Api.officer().get("/members/" + chair.id).then().extract().path("fullName");
        before.replaceAll((what, said) -> said.replace("Trần Thị Của Mình", pseudonym));
        assertThat(after).isEqualTo(before);
        assertThat(after.get("2025-11-30 r3")).contains(pseudonym).doesNotContain("Trần Thị");
        assertThat(Sql.of("SELECT count(*) FROM statistic_chair WHERE name LIKE 'Trần Thị%' AND member_id = ?", chair.id).first(worker, row -> row.getLong(1)))
                .contains(0L);
        areIntact();
    }

    private Map<String, String> everything() throws IOException {
        Map<String, String> all = new TreeMap<>();
        for (String day : CUT_OFFS) {
            for (String what : List.of("", "/units", "/public", "/public/units")) {
                all.put(day + what, said("/statistics/" + day + what));
            }
            for (String code : RETURNS) {
                all.put(day + " " + code, said("/statistics/" + day + "/returns/" + code));
                all.put(day + " " + code + " as a sheet", Freezing.rows(day, code, tree.province, "en").toString());
            }
        }
        return all;
    }

    private String said(String path) {
        return Api.officer().get(path + "?unit=" + tree.province).then().statusCode(200).extract().asString();
    }

    private void areIntact() {
        for (String day : CUT_OFFS) {
            Api.officer().get("/statistics/" + day + "/verification?unit=" + tree.province).then().body("intact", equalTo(true));
        }
    }

    private static void erase(Somebody somebody) {
        String id = somebody.calls().body(Map.of("kind", "erasure")).post("/me/data-requests").then().statusCode(201).extract().path("id");
        Api.officer().contentType("application/json").body(Map.of("answer", "Accepted")).post("/data-requests/" + id + "/acceptance").then().statusCode(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> !Api.officer().get("/data-requests/" + id).then().extract().<List<String>>path("receipts.service")
                .isEmpty());
    }
}

package org.doanket.membership.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.membership.reorganisation.Acts.step;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.membership.Rosters;
import org.doanket.membership.reorganisation.Acts;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of members as of a day: after a unit moved and another one ended. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MembersAsOfTest {

    private static final String BEFORE = "&asOf=2025-06-30";
    private static final String AFTER = "&asOf=2025-07-01";

    @Inject
    FieldVault vault;
    @Inject
    UnitTree units;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private final Set<UUID> met = new HashSet<>();
    private Api.Tree tree;
    private UUID ended;
    private UUID moved;
    private UUID merged;
    private UUID remaining;

    /** The grass-roots union of the commune goes elsewhere with its member; a grass-roots union ends, and the commune's sibling takes its member. */
    @BeforeEach
    void reorganise() {
        tree = new Api.Tree();
        ended = Api.unit("grass-roots-union", tree.commune);
        moved = People.member(tree.grassRoots, Map.of("fullName", "Nguyễn Văn Đi", "nationalId", Rosters.nationalId(next())));
        merged = People.member(ended, Map.of("fullName", "Lê Thị Nhập"));
        remaining = People.member(tree.commune, Map.of("fullName", "Phạm Thị Ở"));
        Acts acts = new Acts(tree.province, "2025-07-01");
        acts.done(step("merge", Acts.code(ended), "into", Acts.code(tree.sibling)));
        Api.officer().contentType("application/json").body(Map.of("parentId", tree.elsewhere, "from", "2025-07-01", "actNumber", "2/QD"))
                .post("/units/" + tree.grassRoots + "/moves").then().statusCode(200);
    }

    @Test
    void showsMembersInTheUnitsWhereTheyWere() {
        list(tree.province, "&scope=subtree" + BEFORE).body("items.id", contains(merged.toString(), remaining.toString(), moved.toString()),
                "items.unitId", contains(ended.toString(), tree.commune.toString(), tree.grassRoots.toString()));
        list(tree.province, "&scope=subtree" + AFTER).body("items.id", contains(merged.toString(), remaining.toString()),
                "items.unitId", contains(tree.sibling.toString(), tree.commune.toString()));
        list(tree.sibling, BEFORE).body("items", empty());
        list(tree.commune, BEFORE).body("items.id", contains(remaining.toString()));
        list(tree.commune, "&scope=subtree&asOf=2019-12-31").body("items", empty());
        Api.officer().get("/members?unit=" + ended + BEFORE).then().statusCode(200).body("items.fullName", contains("Lê Thị Nhập"),
                "items[0].unitId", equalTo(ended.toString()));
    }

    @Test
    void tellsNoNamesOfThoseWhoAreBeyondTheScopeByNow() {
        list(tree.commune, "&scope=subtree" + BEFORE).body("items.id", hasSize(3), "items[0].fullName", equalTo("Phạm Thị Ở"),
                "items[1].fullName", nullValue(), "items[2].fullName", nullValue(), "items[1].code", nullValue(), "items[1].nationalId", nullValue(),
                "items[1].joinedOn", nullValue(), "items[1].status", equalTo("active"), "items.find { it.id == '" + moved + "' }.unitId",
                equalTo(tree.grassRoots.toString()));
        list(tree.commune, "&scope=subtree&q=Van Di" + BEFORE).body("items", empty());
        list(tree.province, "&scope=subtree&q=thi" + BEFORE).body("items.id", contains(merged.toString(), remaining.toString()));
        // Who is above the unit now may ask for it as it was where it stood then.
        Api.as("unit-officer", tree.elsewhere).get("/members?unit=" + tree.grassRoots + BEFORE).then().statusCode(200)
                .body("items.fullName", contains("Nguyễn Văn Đi"), "items[0].nationalId", equalTo("*********" + Rosters.nationalId(people).substring(9)));
        list(tree.elsewhere, "&scope=subtree" + BEFORE).body("items", empty());
    }

    /** Few are looked at one by one, many beside all that has happened since: a unit is never so large in a test that both were taken. */
    @Test
    void areTheSameWhetherTheyAreAskedOneByOneOrAllAtOnce() {
        People.setStatus(People.member(tree.commune), "left", "2025-07-02");
        for (String day : List.of("2019-12-31", "2025-06-30", "2025-07-01", "2025-07-02")) {
            for (UUID unit : List.of(tree.province, tree.commune, tree.grassRoots, ended, tree.sibling, tree.elsewhere)) {
                for (String units : List.of("ARRAY['" + unit + "'::uuid]", "ARRAY(SELECT u.unit_id FROM units_on('" + day + "', (SELECT p.path FROM unit_placement p "
                        + "WHERE p.unit_id = '" + unit + "' ORDER BY p.valid_from LIMIT 1), (SELECT p.path || chr(127) FROM unit_placement p WHERE p.unit_id = '" + unit
                        + "' ORDER BY p.valid_from LIMIT 1)) u)")) {
                    assertThat(on(day, units, -1)).as("%s on %s", unit, day).isEqualTo(on(day, units, 1_000_000));
                }
            }
        }
        assertThat(on("2025-06-30", "ARRAY['" + ended + "'::uuid]", -1)).hasSize(1).allMatch(row -> row.contains(merged.toString()));
        assertThat(on("2025-07-01", "ARRAY['" + ended + "'::uuid]", -1)).isEmpty();
        assertThat(on("2025-07-01", "ARRAY['" + tree.commune + "'::uuid]", -1)).hasSize(2);
        assertThat(on("2025-07-02", "ARRAY['" + tree.commune + "'::uuid]", -1)).hasSize(1);
    }

    private List<String> on(String day, String units, int few) {
        return Sql.of("SELECT m::text FROM members_on(?::date, " + units + ", ?) m ORDER BY 1", day, few).list(worker, row -> row.getString(1));
    }

    @Test
    void strangersSeeNothing() {
        Api.as("unit-officer", tree.elsewhere).get("/members?scope=subtree&unit=" + tree.commune + BEFORE).then().statusCode(404);
        Api.as("unit-officer", tree.commune).get("/members?unit=" + tree.grassRoots + BEFORE).then().statusCode(404);
        list(tree.sibling, "&scope=subtree" + BEFORE).body("items", empty());
        String sheet = sheet(tree.commune, "&scope=subtree" + BEFORE);
        assertThat(sheet).contains("Phạm Thị Ở").doesNotContain("Nhập").doesNotContain("Nguyễn Văn Đi");
        assertThat(sheet(tree.elsewhere, "&scope=subtree" + BEFORE)).doesNotContain("Nguyễn Văn Đi");
    }

    @Test
    void aSheetHasThemInTheUnitsOfThatDay() {
        String sheet = sheet(tree.province, "&scope=subtree" + BEFORE);
        assertThat(sheet.lines().filter(line -> line.contains("Lê Thị Nhập")).toList()).singleElement().asString().startsWith(Acts.code(ended) + ",");
        assertThat(sheet(tree.province, "&scope=subtree" + AFTER).lines().filter(line -> line.contains("Lê Thị Nhập")).toList()).singleElement()
                .asString().startsWith(Acts.code(tree.sibling) + ",");
    }

    @Test
    void saysWhatTheyWereThatDay() {
        People.setStatus(remaining, "suspended", "2025-09-01");
        Api.officer().contentType("application/json").body(Map.of("category", "honorary", "since", "2025-08-01", "reason", "a post"))
                .post("/members/" + merged + "/category-changes").then().statusCode(200);
        list(tree.province, "&scope=subtree&asOf=2025-08-31").body("items.status", contains("active", "active"), "items.category",
                contains("honorary", "employee"), "items[1].statusSince", nullValue(), "items[0].statusSince", equalTo("2020-01-01"));
        list(tree.province, "&scope=subtree&status=suspended&asOf=2025-08-31").body("items", empty());
        list(tree.province, "&scope=subtree&status=suspended&asOf=2025-09-01").body("items.id", contains(remaining.toString()),
                "items[0].statusReason", equalTo("a test"));
        People.setStatus(remaining, "left", "2025-10-01");
        list(tree.province, "&scope=subtree&asOf=2025-09-30").body("items.status", contains("active", "suspended"), "items[1].endedOn", nullValue());
        list(tree.province, "&scope=subtree&asOf=2025-10-01").body("items.id", contains(merged.toString()));
        Api.officer().get("/members?status=left" + BEFORE).then().statusCode(422).body("errors.pointer", contains("?status"));
        Api.officer().accept("text/csv").get("/members?status=left" + BEFORE).then().statusCode(422);
    }

    @Test
    void pagesGoOnToThoseWithoutAName() {
        People.member(tree.commune, Map.of("fullName", "Phạm Thị Ở"));
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            ValidatableResponse page = list(tree.commune, "&scope=subtree&limit=1" + BEFORE + cursor).body("items", hasSize(1));
            ids.addAll(page.extract().path("items.id"));
            String next = page.extract().path("next");
            cursor = next == null ? null : "&cursor=" + next;
        } while (cursor != null);
        assertThat(ids).hasSize(4).doesNotHaveDuplicates().contains(moved.toString(), merged.toString());
        Api.as("unit-officer", tree.commune).get("/members/count?scope=subtree&unit=" + tree.commune + BEFORE).then().body("count", equalTo(4));
    }

    /** A register of some members takes one way only; a large one the others too, so each is tried here, page after page. */
    @Test
    void everyWayFindsTheSame() {
        People.setStatus(remaining, "suspended", "2025-09-01");
        People.setStatus(People.member(tree.commune, Map.of("fullName", "Phạm Thị Thị")), "left", "2025-08-01");
        People.member(tree.commune, Map.of("fullName", "Phạm Văn Thị"));
        for (String day : List.of("2025-06-30", "2025-07-01", "2025-09-01")) {
            for (String q : new String[] {null, "thi", "pham thi", "p", "van di", "zzz"}) {
                for (String status : new String[] {null, "active", "suspended"}) {
                    pages(LocalDate.parse(day), q, status);
                }
            }
        }
        assertThat(met).hasSize(4);
    }

    private void pages(LocalDate day, String q, String status) {
        MemberQueries.Filter filter = new MemberQueries.Filter();
        filter.q = q;
        filter.status = status;
        UnitScope scope = new UnitScope(tree.province, units.find(tree.province).orElseThrow().path());
        AsOfSearch.Asked asked = new AsOfSearch.Asked(scope, new UnitScope(tree.province, units.pathAsOf(tree.province, day).orElseThrow()), null, day,
                MemberSought.of(scope, filter, true, vault));
        Cursor after = null;
        List<UUID> page;
        do {
            Cursor from = after;
            List<Listed> first = ids(AsOfSearch.amongFew(asked, AsOfSearch.clues(asked).get(0), from, 2));
            List<Sql> ways = new ArrayList<>(AsOfSearch.clues(asked).stream().map(clue -> AsOfSearch.amongFew(asked, clue, from, 2)).toList());
            ways.add(AsOfSearch.alongNames(asked, from, 2));
            asked.sought().words().forEach(word -> ways.add(AsOfSearch.alongWord(asked, word, from, 2)));
            page = first.stream().map(Listed::id).toList();
            for (Sql way : ways) {
                assertThat(ids(way).stream().map(Listed::id).toList()).as("%s %s %s", day, q, status).isEqualTo(page);
            }
            met.addAll(page);
            after = page.isEmpty() ? null : Cursor.of(false, first.get(first.size() - 1).name(), page.get(page.size() - 1));
        } while (!page.isEmpty());
    }

    private record Listed(UUID id, String name) {
    }

    private List<Listed> ids(Sql way) {
        return way.list(worker, row -> new Listed(row.getObject("id", UUID.class), row.getString("search_name")));
    }

    private static ValidatableResponse list(UUID unit, String query) {
        return Api.as("unit-officer", unit).get("/members?unit=" + unit + query).then().statusCode(200);
    }

    private static String sheet(UUID unit, String query) {
        return Api.as("unit-officer", unit).accept("text/csv").get("/members?unit=" + unit + query).then().statusCode(200).extract().asString();
    }

    private static long people = 720_000_000;

    private static long next() {
        return ++people;
    }
}

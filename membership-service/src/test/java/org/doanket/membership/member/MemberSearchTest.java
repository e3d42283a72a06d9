package org.doanket.membership.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.doanket.membership.reorganisation.Acts.step;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.membership.Rosters;
import org.doanket.membership.reorganisation.Acts;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MemberSearchTest {

    private static final String[] WORDS = {"Nguyễn", "Trần", "Thị", "Văn", "Vân", "Anh", "Hường", "Hùng", "Thảo", "Y", "An", "K'Sor", "王", "小明"};

    @Inject
    AgroalDataSource dataSource;

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    @Inject
    FieldVault vault;

    private Api.Tree tree;

    @BeforeEach
    void plantTree() {
        tree = new Api.Tree();
    }

    private record Listed(UUID id, String searchName, String path) {
    }

    @Test
    void takesWordsInAnyOrderByTheirBeginnings() {
        named("Nguyễn Thị Thanh Vân", "Nguyễn Văn Thanh", "K'Sor Y-Thân", "Trần Vũ");

        assertThat(found("q=van thi nguyen")).containsExactly("Nguyễn Thị Thanh Vân");
        assertThat(found("q=th")).containsExactly("K'Sor Y-Thân", "Nguyễn Thị Thanh Vân", "Nguyễn Văn Thanh");
        assertThat(found("q=Thân K'SOR")).containsExactly("K'Sor Y-Thân");
        assertThat(found("q=sor")).containsExactly("K'Sor Y-Thân");
        assertThat(found("q=guyen")).as("a word is known by its beginning").isEmpty();
        assertThat(found("q=%")).as("no wildcard, and no word").hasSize(4);
    }

    /** What stands in an address is read by whoever keeps a log. */
    @Test
    void tellsNobodysNameByWhereAPageEnds() {
        named("Kín Đáo", "Kín Tiếng", "Kín Như Bưng");
        for (String asOf : List.of("", "&asOf=2026-01-01")) {
            String path = "/members?scope=subtree&limit=1&unit=" + tree.commune + asOf;
            List<String> met = new ArrayList<>();
            String next = "";
            while (next != null) {
                var page = Api.officer().get(path + next).then().statusCode(200);
                met.addAll(page.extract().<List<String>>path("items.fullName"));
                String cursor = page.extract().path("next");
                if (cursor != null) {
                    assertThat(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)).doesNotContain("kin ");
                }
                next = cursor == null ? null : "&cursor=" + cursor;
            }
            assertThat(met).containsExactly("Kín Đáo", "Kín Như Bưng", "Kín Tiếng");
            String readable = Cursor.of(asOf.isEmpty() ? new Object[] {"kin", UUID.randomUUID()} : new Object[] {false, "kin", UUID.randomUUID()}).encode();
            Api.officer().get(path + "&cursor=" + readable).then().statusCode(400).body("errors[0].code", equalTo("bad-cursor"));
        }
    }

    @Test
    void takesEachHanCharacterForAWord() {
        named("王小明", "李小", "Trần Minh");

        assertThat(found("q=小")).containsExactlyInAnyOrder("王小明", "李小");
        assertThat(found("q=小明")).containsExactly("王小明");
    }

    @Test
    void findsByTheEndOfThePhoneWhereverItWasWritten() {
        UUID admitted = People.member(tree.grassRoots, Map.of("fullName", "Một", "phone", "0912 345 678"));
        Rosters rosters = new Rosters(tree.commune);
        String roster = rosters.checked("Họ tên,SĐT\nHai,0987115678\nBa,0900000001\n");
        rosters.commit(roster);

        assertThat(found("phoneEnd=5678")).containsExactly("Hai", "Một");
        assertThat(found("phoneEnd=45678")).containsExactly("Một");
        assertThat(found("phoneEnd=115678")).containsExactly("Hai");
        assertThat(found("phoneEnd=5678&q=m")).containsExactly("Một");
        Api.officer().get("/members?phoneEnd=678").then().statusCode(400);
        Api.officer().get("/members?phoneEnd=2345678").then().statusCode(400);
        Api.as("unit-officer", tree.sibling).get("/members?phoneEnd=5678").then().statusCode(200)
                .body("items", org.hamcrest.Matchers.hasSize(0));

        change(admitted, "{\"phone\": \"0912345999\"}");
        assertThat(found("phoneEnd=5678")).containsExactly("Hai");
        assertThat(found("phoneEnd=345999")).containsExactly("Một");
        change(admitted, "{\"phone\": null}");
        assertThat(found("phoneEnd=5999")).isEmpty();

        rosters.commit(rosters.checked("Họ tên,CCCD,SĐT\nBốn,042000900001,0911222333\n"));
        String second = rosters.checked("Họ tên,CCCD,SĐT\nBốn,042000900001,0911444555\n");
        rosters.commit(second);
        assertThat(found("phoneEnd=4555")).containsExactly("Bốn");
        rosters.undo(second);
        assertThat(found("phoneEnd=4555")).isEmpty();
        assertThat(found("phoneEnd=2333")).containsExactly("Bốn");
    }

    @Test
    void findsByCardNumber() {
        People.member(tree.grassRoots, Map.of("fullName", "Một", "cardNumber", "T-7/1"));
        named("Hai");

        assertThat(found("card=T-7/1")).containsExactly("Một");
        assertThat(found("card=T-7")).isEmpty();
    }

    @Test
    void followsNamesAndUnits() {
        UUID member = People.member(tree.grassRoots, Map.of("fullName", "Trần Cũ Cũ"));
        change(member, "{\"fullName\": \"Trần Mới\"}");
        assertThat(found("q=cu")).isEmpty();
        assertThat(found("q=moi")).containsExactly("Trần Mới");
        Rosters rosters = new Rosters(tree.commune);
        String roster = rosters.checked("Họ tên\nLê Thoáng\n");
        rosters.commit(roster);
        rosters.undo(roster);

        new Acts(tree.province, "2024-01-01").done(step("move", Acts.code(tree.grassRoots), "parent", Acts.code(tree.sibling)));
        assertThat(found("q=moi&unit=" + tree.sibling + "&scope=subtree")).containsExactly("Trần Mới");
        new Acts(tree.province, "2024-02-01").done(step("merge", Acts.code(tree.grassRoots), "into", Acts.code(tree.commune)));

        assertThat(words(member)).containsExactly("moi " + tree.commune, "tran " + tree.commune);
        assertThat(Sql.of("SELECT member_id FROM member_word EXCEPT SELECT id FROM member").list(worker, row -> row.getString(1))).isEmpty();
        assertThat(Sql.of("SELECT m.id FROM member m CROSS JOIN unnest(name_words(m.search_name)) w (word) LEFT JOIN member_word l ON l.word = w.word "
                + "AND l.search_name = m.search_name AND l.member_id = m.id AND l.unit_id = m.unit_id WHERE l.word IS NULL")
                .list(worker, row -> row.getString(1))).isEmpty();
    }

    @Test
    void showsAndLetsWriteNoWordsOfOthers() {
        People.member(tree.sibling, Map.of("fullName", "Nguyễn Giấu"));

        assertThat(within(tree.commune, () -> Sql.of("SELECT word FROM member_word").list(dataSource, row -> row.getString(1)))).isEmpty();
        assertThat(within(tree.sibling, () -> Sql.of("SELECT word FROM member_word").list(dataSource, row -> row.getString(1))))
                .containsExactlyInAnyOrder("nguyen", "giau");
        assertThatThrownBy(() -> within(tree.sibling, () -> Sql.of("DELETE FROM member_word").run(dataSource)))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void allWaysFindTheSameInTheSameOrder() {
        Random random = new Random(7);
        StringBuilder roster = new StringBuilder("Họ tên\n");
        for (int i = 0; i < 400; i++) {
            for (int word = 0; word < 2 + i % 3; word++) {
                roster.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
            }
            roster.append('\n');
        }
        for (UUID unit : List.of(tree.grassRoots, tree.sibling)) {
            Rosters rosters = new Rosters(unit);
            rosters.commit(rosters.checked(roster.toString()));
        }
        List<Listed> all = Sql.of("SELECT m.id, m.search_name, m.path FROM member m JOIN unit u ON u.id IN (?, ?) AND u.id = m.unit_id", tree.grassRoots,
                tree.sibling).list(worker, row -> new Listed(row.getObject(1, UUID.class), row.getString(2), row.getString(3)));
        assertThat(all).hasSize(800);
        for (String q : List.of("", "nguyen", "v", "van thi", "a h", "y", "王", "小明", "k tran", "xyz", "an anh")) {
            everyWay(all, q, tree.province, tree.province);
            everyWay(all, q, tree.province, tree.commune);
            everyWay(all, q, tree.commune, tree.commune);
        }
    }

    @Test
    void theDatabaseTakesNamesApartAsWeDo() {
        for (String name : List.of("Nguyễn Thị  Đào", "K'Sor Y-Thân", "王小明", "Lee 王 (小)", "O’Brien", "a_b%c\\d|e^f~g`h", "Đỗ.Văn,An")) {
            List<String> theirs = List.of((String[]) Sql.of("SELECT name_words(doanket.search_form(?))", name)
                    .first(worker, row -> row.getArray(1).getArray()).orElseThrow());
            assertThat(NameWords.of(name)).as(name).isNotEmpty().isEqualTo(theirs);
        }
    }

    private void everyWay(List<Listed> all, String q, UUID office, UUID unit) {
        UnitScope range = new UnitScope(unit, path(unit));
        MemberQueries.Filter filter = new MemberQueries.Filter();
        filter.unit = unit;
        filter.scope = "subtree";
        filter.q = q;
        MemberSought sought = MemberSought.of(range, filter, true, vault);
        List<Listed> right = all.stream().filter(member -> range.contains(member.path()) && bears(member, sought.words()))
                .sorted(Comparator.comparing(Listed::searchName).thenComparing(member -> member.id().toString())).toList();
        Cursor after = null;
        for (int from = 0; from <= right.size(); from += 50) {
            List<UUID> page = right.subList(from, Math.min(from + 50, right.size())).stream().map(Listed::id).toList();
            List<Sql> ways = new ArrayList<>(List.of(MemberSearch.amongFew(sought, after, 50), MemberSearch.alongNames(sought, after, 50)));
            for (String word : sought.words()) {
                ways.add(MemberSearch.alongWord(sought, word, after, 50));
            }
            for (Sql way : ways) {
                assertThat(within(office, () -> way.list(dataSource, row -> row.getObject("id", UUID.class)))).as("%s from %d", q, from).isEqualTo(page);
            }
            Listed last = right.isEmpty() ? null : right.get(Math.min(from + 50, right.size()) - 1);
            after = last == null ? null : Cursor.of(last.searchName(), last.id());
        }
    }

    private static boolean bears(Listed member, List<String> words) {
        List<String> borne = NameWords.of(member.searchName());
        return words.stream().allMatch(word -> borne.stream().anyMatch(each -> each.startsWith(word)));
    }

    private void named(String... names) {
        for (String name : names) {
            People.member(tree.grassRoots, Map.of("fullName", name));
        }
    }

    private List<String> found(String query) {
        return Api.officer().urlEncodingEnabled(true).get("/members?" + (query.contains("unit=") ? "" : "unit=" + tree.commune + "&scope=subtree&") + query)
                .then().statusCode(200).extract().path("items.fullName");
    }

    private static void change(UUID member, String patch) {
        String tag = Api.officer().get("/members/" + member).then().extract().header("ETag");
        Api.officer().contentType("application/merge-patch+json").header("If-Match", tag).body(patch).patch("/members/" + member).then().statusCode(200);
    }

    private List<String> words(UUID member) {
        return Sql.of("SELECT word || ' ' || unit_id FROM member_word WHERE member_id = ? ORDER BY 1", member).list(worker, row -> row.getString(1));
    }

    private String path(UUID unit) {
        return Sql.of("SELECT path FROM unit WHERE id = ?", unit).first(worker, row -> row.getString(1)).orElseThrow();
    }

    private <T> T within(UUID unit, Supplier<T> work) {
        UnitScope scope = new UnitScope(unit, path(unit));
        return QuarkusTransaction.requiringNew().call(() -> {
            Sql.of("SELECT set_config('doanket.scope_from', ?, true), set_config('doanket.scope_to', ?, true)", scope.from() + "|", scope.to() + "|")
                    .run(dataSource);
            return work.get();
        });
    }
}

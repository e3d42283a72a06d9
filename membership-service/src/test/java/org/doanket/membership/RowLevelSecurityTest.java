package org.doanket.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The net beneath the predicates: queries that forget theirs, on the login that serves requests. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RowLevelSecurityTest {

    @Inject
    AgroalDataSource dataSource;

    private Api.Tree tree;

    @BeforeEach
    void admitOneInEachUnit() {
        tree = new Api.Tree();
        for (UUID unit : List.of(tree.commune, tree.grassRoots, tree.sibling, tree.elsewhere)) {
            Api.officer().contentType("application/json").body(Map.of("unitId", unit, "fullName", "A", "joinedOn", "2020-01-01"))
                    .post("/members").then().statusCode(201);
            new Rosters(unit).checked("Họ tên\nB\n");
        }
    }

    @Test
    void aForgottenPredicateShowsNothingOfOthers() {
        assertThat(within(tree.commune, () -> units("SELECT unit_id FROM member"))).containsExactlyInAnyOrder(tree.commune, tree.grassRoots);
        assertThat(within(tree.commune, () -> units("SELECT m.unit_id FROM member_event e JOIN member m ON m.id = e.member_id")))
                .containsExactlyInAnyOrder(tree.commune, tree.grassRoots);
        assertThat(within(tree.commune, () -> units("SELECT unit_id FROM roster_import"))).containsExactlyInAnyOrder(tree.commune, tree.grassRoots);
        assertThatThrownBy(() -> within(tree.sibling, () -> units("SELECT unit_id FROM roster_row"))).hasStackTraceContaining("permission denied");
        assertThat(within(tree.sibling, () -> units("SELECT unit_id FROM unit_event"))).containsOnly(tree.sibling);
    }

    @Test
    void aForgottenPredicateChangesNothingOfOthers() {
        int changed = within(tree.sibling, () -> Sql.of("UPDATE member SET position = 'x'").run(dataSource));
        assertThat(changed).isEqualTo(1);
        int renamed = within(tree.sibling, () -> Sql.of("UPDATE unit SET name = 'x'").run(dataSource));
        assertThat(renamed).isEqualTo(1);
        assertThatThrownBy(() -> within(tree.sibling, () -> Sql.of("UPDATE member SET path = '/1/'").run(dataSource)))
                .hasStackTraceContaining("row-level security");
    }

    @Test
    void withoutAScopeThereIsAnErrorAndNotEverything() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().call(() -> units("SELECT unit_id FROM member")))
                .hasStackTraceContaining("ERROR");
    }

    private <T> T within(UUID unit, Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            String path = Sql.of("SELECT path FROM unit WHERE id = ?", unit).first(dataSource, row -> row.getString(1)).orElseThrow();
            Sql.of("SELECT set_config('doanket.scope_from', ?, true), set_config('doanket.scope_to', ?, true)", path + "|",
                    path.substring(0, path.length() - 1) + "0|").run(dataSource);
            return work.get();
        });
    }

    private List<UUID> units(String forgetful) {
        return Sql.of(forgetful).list(dataSource, row -> row.getObject(1, UUID.class));
    }
}

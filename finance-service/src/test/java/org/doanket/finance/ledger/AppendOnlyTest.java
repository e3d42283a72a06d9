package org.doanket.finance.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.doanket.finance.Federation;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database itself refuses, to each of the three logins of the service. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class AppendOnlyTest {

    private static final String ENTRY = "WITH e AS (INSERT INTO journal_entry (unit_id, kind, effective_date, reverses_no, recorded_by) VALUES "
            + "(?, 'test', '2025-03-05', ?, 't') RETURNING no, unit_id, effective_date) INSERT INTO posting SELECT no, l, unit_id, effective_date, '1111', "
            + "CASE l WHEN 1 THEN 5 ELSE ? END, 'VND' FROM e, generate_series(1, 2) l";

    @Inject
    Federation federation;

    @ParameterizedTest
    @ValueSource(strings = {"APP", "WORKER", "OWNER"})
    void nothingBookedIsChangedOrRemoved(String login) {
        for (String table : new String[] {"journal_entry", "posting", "period_act", "period_seal"}) {
            for (String statement : new String[] {"UPDATE " + table + " SET unit_id = unit_id", "DELETE FROM " + table, "TRUNCATE " + table
                    + " CASCADE"}) {
                assertThatThrownBy(() -> as(login, Sql.of(statement))).as("%s as %s", statement, login).isInstanceOf(SQLException.class)
                        .satisfies(failure -> assertThat(((SQLException) failure).getSQLState()).isEqualTo("42501"));
            }
        }
        if (!login.equals("OWNER")) {
            assertThatThrownBy(() -> as(login, Sql.of("DELETE FROM account"))).hasMessageContaining("permission denied");
            assertThatThrownBy(() -> as(login, Sql.of("UPDATE account SET kind = 'asset'"))).hasMessageContaining("permission denied");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"APP", "WORKER"})
    void nothingIsBookedThatDoesNotSumToZeroOrReversesTwice(String login) throws SQLException {
        UUID unit = federation.unit(null, "vn");
        assertThatThrownBy(() -> as(login, Sql.of(ENTRY, unit, null, -4))).hasMessageContaining("zero-sum");
        as(login, Sql.of(ENTRY, unit, null, -5));
        long no = federation.number("SELECT no FROM journal_entry WHERE unit_id = ?", unit);
        as(login, Sql.of(ENTRY, unit, no, -5));
        assertThatThrownBy(() -> as(login, Sql.of(ENTRY, unit, no, -5))).hasMessageContaining("reverses_no");
        assertThat(federation.number("SELECT count(*) FROM posting WHERE unit_id = ?", unit)).isEqualTo(4);
    }

    private static void as(String login, Sql statement) throws SQLException {
        Config config = ConfigProvider.getConfig();
        try (Connection connection = DriverManager.getConnection(config.getValue("DOANKET_DB_URL", String.class),
                config.getValue("DOANKET_DB_" + login + "_USER", String.class), config.getValue("DOANKET_DB_" + login + "_PASSWORD",
                String.class))) {
            Sql.of("SELECT set_config('doanket.scope_from', '/!', false), set_config('doanket.scope_to', '0!', false)").run(connection);
            statement.run(connection);
        }
    }
}

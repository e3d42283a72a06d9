package org.doanket.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvisioningTest {
    @TempDir
    private static Path directory;
    private static EmbeddedPostgres postgres;

    private final ServiceDatabase finance = ServiceDatabase.forTest("finance", "x1");
    private final ServiceDatabase map = ServiceDatabase.forTest("map", "x1");

    @BeforeAll
    static void startPostgres() {
        postgres = EmbeddedPostgres.start(new DataDirectory(directory.resolve("data")),
                new EmbeddedPostgres.Settings(new Ports().any(), "it's not used elsewhere".replaceAll("\\W", "-"), 30, false));
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
    }

    @BeforeEach
    void provide() throws SQLException {
        new Provisioning(postgres.adminUrl()).provide(finance);
        new Provisioning(postgres.adminUrl()).provide(map);
    }

    @AfterEach
    void remove() throws SQLException {
        new Provisioning(postgres.adminUrl()).remove(finance);
        new Provisioning(postgres.adminUrl()).remove(map);
    }

    @Test
    void letsTheOwnerMigrateAndTheOthersReadAndWrite() throws SQLException {
        try (var owner = login(finance, finance.owner(), finance.ownerPassword()); var sql = owner.createStatement()) {
            sql.execute("CREATE SCHEMA doanket; CREATE EXTENSION unaccent; CREATE TABLE charge(id int GENERATED ALWAYS AS IDENTITY, title text)");
        }
        try (var app = login(finance, finance.app(), finance.appPassword()); var sql = app.createStatement()) {
            sql.execute("INSERT INTO charge(title) VALUES ('đoàn phí')");
            assertThatThrownBy(() -> sql.execute("CREATE TABLE own(id int)")).hasMessageContaining("permission denied");
            assertThatThrownBy(() -> sql.execute("DROP TABLE charge")).hasMessageContaining("must be owner");
            assertThatThrownBy(() -> sql.execute("TRUNCATE charge")).hasMessageContaining("permission denied");
        }
        try (var worker = login(finance, finance.worker(), finance.workerPassword()); var sql = worker.createStatement();
             var rows = sql.executeQuery("SELECT title FROM charge")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("đoàn phí");
        }
    }

    @Test
    void keepsEveryServiceOutOfTheDatabaseOfTheOther() {
        for (var login : new String[][] {{finance.owner(), finance.ownerPassword()}, {finance.app(), finance.appPassword()},
                {finance.worker(), finance.workerPassword()}}) {
            assertThatThrownBy(() -> login(map, login[0], login[1]).close()).hasMessageContaining("permission denied for database");
        }
    }

    @Test
    void refusesAWrongPassword() {
        assertThatThrownBy(() -> login(finance, finance.app(), finance.workerPassword()).close()).hasMessageContaining("password authentication failed");
    }

    @Test
    void changesNothingWhenRunAgainButThePasswords() throws SQLException {
        try (var owner = login(finance, finance.owner(), finance.ownerPassword()); var sql = owner.createStatement()) {
            sql.execute("CREATE TABLE kept(id int)");
        }
        var renewed = new ServiceDatabase(finance.name(), finance.prefix(), "new-owner", "new-app", "new-worker");
        new Provisioning(postgres.adminUrl()).provide(renewed);

        assertThatThrownBy(() -> login(finance, finance.owner(), finance.ownerPassword()).close()).hasMessageContaining("password");
        try (var app = login(renewed, renewed.app(), "new-app"); var sql = app.createStatement()) {
            assertThat(sql.executeQuery("SELECT count(*) FROM kept").next()).isTrue();
        }
    }

    @Test
    void ordersByUnicodeAndNotByBytes() throws SQLException {
        try (var app = login(finance, finance.app(), finance.appPassword()); var sql = app.createStatement();
             var rows = sql.executeQuery("SELECT string_agg(w, ' ' ORDER BY w) FROM unnest('{Ánh,Bình,An,Đức,Em}'::text[]) w")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("An Ánh Bình Đức Em");
        }
    }

    private static Connection login(ServiceDatabase database, String user, String password) throws SQLException {
        return DriverManager.getConnection(postgres.url(database.name()), user, password);
    }
}

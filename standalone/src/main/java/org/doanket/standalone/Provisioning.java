package org.doanket.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Makes and removes the databases and logins of services, as the superuser of a PostgreSQL. */
public final class Provisioning {
    /** Roles are shared by a whole cluster: two at once would trip over each other ("tuple concurrently updated"). */
    private static final long ONE_AT_A_TIME = 0x646f616e6b6574L;

    private final String adminUrl;

    public Provisioning(String adminUrl) {
        this.adminUrl = adminUrl;
    }

    public void provide(ServiceDatabase database) throws SQLException {
        try (var turn = turn()) {
            new SqlScript(script(), database.variables()).run("postgres", this::connect);
        }
    }

    public void remove(ServiceDatabase database) throws SQLException {
        try (var turn = turn(); var sql = turn.createStatement()) {
            sql.execute("DROP DATABASE IF EXISTS \"" + database.name() + "\" WITH (FORCE)");
            for (var login : new String[] {database.owner(), database.app(), database.worker()}) {
                sql.execute("DROP ROLE IF EXISTS \"" + login + "\"");
            }
        }
    }

    /** The address of a database on the same server, without the superuser's name and password. */
    public String urlOf(String database) {
        return withDatabase(database).replaceFirst("\\?.*", "");
    }

    private Connection turn() throws SQLException {
        var connection = connect("postgres");
        try (var sql = connection.createStatement()) {
            sql.execute("SELECT pg_advisory_lock(" + ONE_AT_A_TIME + ")");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(withDatabase(database));
    }

    private String withDatabase(String database) {
        return adminUrl.replaceFirst("^(jdbc:postgresql://[^/]+/)[^?]*", "$1" + database);
    }

    private static String script() {
        try (var file = Provisioning.class.getResourceAsStream("provision.sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

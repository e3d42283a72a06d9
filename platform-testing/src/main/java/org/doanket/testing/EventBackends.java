package org.doanket.testing;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.doanket.standalone.Provisioning;
import org.doanket.standalone.Secrets;
import org.doanket.standalone.ServiceDatabase;

/**
 * A database of one's own with the platform's tables and logins, and topic names of one's own, without Quarkus: for tests of what
 * runs underneath it, and for processes that tests kill.
 */
public final class EventBackends implements AutoCloseable {
    private static final String[] SCRIPTS = {"beforeMigrate__1_platform.sql", "beforeMigrate__2_event.sql"};

    private final Provisioning provisioning;
    private final ServiceDatabase database;
    private final String kafka;
    private final String prefix;

    private EventBackends(Provisioning provisioning, ServiceDatabase database, String kafka, String prefix) {
        this.provisioning = provisioning;
        this.database = database;
        this.kafka = kafka;
        this.prefix = prefix;
    }

    public static EventBackends fresh(String service) {
        String[] address = SharedBackends.address().split("\\|");
        return fresh(service, address[0], address[1]);
    }

    /** On a PostgreSQL and a Kafka of the test's own, such as it may kill. */
    public static EventBackends fresh(String service, String adminUrl, String kafka) {
        String suffix = Secrets.random(6).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "x");
        var provisioning = new Provisioning(adminUrl);
        var database = ServiceDatabase.forTest(service, suffix);
        try {
            provisioning.provide(database);
            var backends = new EventBackends(provisioning, database, kafka, "test-" + suffix);
            for (String script : SCRIPTS) backends.asOwner(read("db/platform/" + script));
            return backends;
        } catch (SQLException e) {
            throw new IllegalStateException("no database for the test", e);
        }
    }

    public String url() {
        return provisioning.urlOf(database.name());
    }

    public String kafka() {
        return kafka;
    }

    public String prefix() {
        return prefix;
    }

    /** DOANKET_DB_…, as a service is told. */
    public Map<String, String> environment() {
        return database.environment(url());
    }

    public void asOwner(String sql) throws SQLException {
        try (Connection c = DriverManager.getConnection(url(), database.owner(), environment().get("DOANKET_DB_OWNER_PASSWORD"));
             var s = c.createStatement()) {
            s.execute(sql);
        }
    }

    public AgroalDataSource worker() {
        return pool(url(), environment());
    }

    public Connection workerSession() throws SQLException {
        return session(url(), environment());
    }

    /** Like a service's worker pool; the address may be that of a {@link FaultProxy}. */
    public static AgroalDataSource pool(String url, Map<String, String> environment) {
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool
                .maxSize(20).acquisitionTimeout(Duration.ofSeconds(5)).exceptionSorter(new PostgreSQLExceptionSorter())
                .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)
                    .principal(new NamePrincipal(environment.get("DOANKET_DB_WORKER_USER")))
                    .credential(new SimplePassword(environment.get("DOANKET_DB_WORKER_PASSWORD"))))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Connection session(String url, Map<String, String> environment) throws SQLException {
        return DriverManager.getConnection(url, environment.get("DOANKET_DB_WORKER_USER"), environment.get("DOANKET_DB_WORKER_PASSWORD"));
    }

    private static String read(String resource) {
        try (var file = EventBackends.class.getClassLoader().getResourceAsStream(resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            provisioning.remove(database);
        } catch (SQLException e) {
            throw new IllegalStateException("the database of the test stays behind", e);
        }
    }
}

package org.doanket.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.doanket.standalone.Provisioning;
import org.doanket.standalone.Secrets;
import org.doanket.standalone.ServiceDatabase;
import org.doanket.standalone.SigningKeys;

/**
 * Gives the service under test a real PostgreSQL database of its own with its three logins, a real Kafka with topic names
 * of its own, and an issuer whose private key {@code Tokens} signs with. Which service it is stands in
 * its application.properties (doanket.service) or in the init argument "service".
 */
public final class DoanketBackends implements QuarkusTestResourceLifecycleManager {
    public static final String PRIVATE_KEY = "doanket.test.private-key";
    public static final String ISSUER = "https://issuer.test.doanket.org";

    private String service;
    private Provisioning provisioning;
    private ServiceDatabase database;

    @Override
    public void init(Map<String, String> arguments) {
        service = Optional.ofNullable(arguments.get("service")).orElseGet(DoanketBackends::serviceUnderTest);
    }

    @Override
    public Map<String, String> start() {
        var address = SharedBackends.address().split("\\|");
        var suffix = Secrets.random(6).toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]", "x");
        var keys = keys();
        provisioning = new Provisioning(address[0]);
        database = ServiceDatabase.forTest(service, suffix);
        try {
            provisioning.provide(database);
        } catch (SQLException e) {
            throw new IllegalStateException("no database for the test: " + e.getMessage(), e);
        }
        var settings = new LinkedHashMap<>(database.environment(provisioning.urlOf(database.name())));
        settings.put("DOANKET_KAFKA", address[1]);
        settings.put("doanket.events.topic-prefix", "test-" + suffix);
        settings.put("DOANKET_JWT_KEY", keys.publicKey().toString());
        settings.put("DOANKET_JWT_ISSUER", ISSUER);
        settings.put("DOANKET_FIELD_KEY", Secrets.key());
        settings.put("DOANKET_INDEX_KEY", Secrets.key());
        settings.put(PRIVATE_KEY, keys.privateKey().toString());
        return settings;
    }

    @Override
    public void stop() {
        try {
            if (database != null) {
                provisioning.remove(database);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database of the test stays behind: " + e.getMessage(), e);
        }
    }

    /** One pair per JVM: Tokens may have signed before a test profile restarts the application. */
    private static SigningKeys keys() {
        try {
            var known = System.getProperty(PRIVATE_KEY);
            var directory = known == null ? Files.createTempDirectory("doanket-keys") : Path.of(known).getParent();
            var keys = SigningKeys.in(directory);
            System.setProperty(PRIVATE_KEY, keys.privateKey().toString());
            if (known == null) {
                for (var file : new Path[] {directory, keys.privateKey(), keys.publicKey()}) {
                    file.toFile().deleteOnExit();
                }
            }
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String serviceUnderTest() {
        try (var file = Thread.currentThread().getContextClassLoader().getResourceAsStream("application.properties")) {
            var properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            return Optional.ofNullable(properties.getProperty("doanket.service"))
                    .orElseThrow(() -> new IllegalStateException("which service? name it: doanket.service in application.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

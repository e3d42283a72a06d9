package org.doanket.standalone;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/** The secrets of one data directory, drawn when first asked for and kept in a file that only its owner reads. */
final class Installation {
    static final String ISSUER = "https://doanket.local/demo";
    /** What whoever starts the suite may set for all of it: all else of that name in his environment is kept from the services. */
    private static final List<String> PASSED_ON = List.of("DOANKET_OTLP_ENDPOINT", "DOANKET_OTLP_SHARE");

    private final DataDirectory data;
    private final Properties secrets = new Properties();

    Installation(DataDirectory data) {
        this.data = data;
        var file = file();
        if (Files.exists(file)) {
            try {
                secrets.load(new StringReader(Files.readString(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    String postgresPassword() {
        return secret("postgres", () -> Secrets.random(18));
    }

    ServiceDatabase database(ServiceSpec service) {
        return ServiceDatabase.of(service.name(), secret(service.name() + ".owner", () -> Secrets.random(18)),
                secret(service.name() + ".app", () -> Secrets.random(18)), secret(service.name() + ".worker", () -> Secrets.random(18)));
    }

    /** What a service is told beside its port, its database and Kafka: it cannot see that all this is embedded. */
    Map<String, String> environment(ServiceSpec service) {
        var keys = SigningKeys.in(data.root());
        var settings = new LinkedHashMap<String, String>();
        settings.put("DOANKET_JWT_KEY", keys.publicKey().toString());
        settings.put("DOANKET_JWT_ISSUER", ISSUER);
        settings.put("QUARKUS_PROFILE", "demo"); // in production nobody starts on the word of this issuer
        for (var passed : PASSED_ON) {
            Optional.ofNullable(System.getenv(passed)).ifPresent(value -> settings.put(passed, value));
        }
        if (service.hasDatabase()) {
            // One pair for each service: whoever reads one service's memory cannot read the others' fields.
            settings.put("DOANKET_FIELD_KEY", secret(service.name() + ".field-key", Secrets::key));
            settings.put("DOANKET_INDEX_KEY", secret(service.name() + ".index-key", Secrets::key));
        } else {
            settings.put("DOANKET_DEMO_KEY", keys.privateKey().toString());
        }
        return settings;
    }

    private synchronized String secret(String name, Supplier<String> draw) {
        var known = secrets.getProperty(name);
        if (known != null) {
            return known;
        }
        secrets.setProperty(name, draw.get());
        try (var text = new StringWriter()) {
            secrets.store(text, "Passwords and keys of this data directory. Without them its data cannot be read.");
            DataDirectory.writeWhole(file(), text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return secrets.getProperty(name);
    }

    private Path file() {
        return data.root().resolve("secrets.properties");
    }
}

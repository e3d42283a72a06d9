package org.doanket.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** PostgreSQL, Kafka and the five services: who is started after whom, who is told what, and the way back. */
final class Suite implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int KILLED_BY_SIGNAL = 128;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final int CONNECTIONS = 200; // four services with two pools of 12 and a relay each, and room for an operator
    private static final int KAFKA_HEAP_MEGABYTES = 256;

    private final DataDirectory data;
    private final Installation installation;
    private final StatusLines status;
    private final FastStart.Mode mode;
    private final Path streets;
    private final Ports ports = new Ports();
    private final List<Part> services = new ArrayList<>();
    private final Map<ServiceSpec, Integer> portOf = new HashMap<>();
    private EmbeddedPostgres.Settings postgresSettings;
    private EmbeddedKafka.Settings kafkaSettings;
    private EmbeddedPostgres postgres;
    private EmbeddedKafka kafka;
    private volatile boolean closed;

    Suite(DataDirectory data, StatusLines status, FastStart.Mode mode) {
        this(data, status, mode, null);
    }

    /** @param streets the file of streets for the map, or null */
    Suite(DataDirectory data, StatusLines status, FastStart.Mode mode, Path streets) {
        this.data = data;
        this.installation = new Installation(data);
        this.status = status;
        this.mode = mode;
        this.streets = streets;
    }

    /** Starts all and returns the address of the gateway. */
    String start(int gatewayPort) {
        int gateway = port(gatewayPort);
        portOf.put(ServiceSpec.GATEWAY, gateway);
        ServiceSpec.BEHIND_GATEWAY.forEach(spec -> portOf.put(spec, port(spec.port())));
        postgresSettings = new EmbeddedPostgres.Settings(port(25432), installation.postgresPassword(), CONNECTIONS, true);
        kafkaSettings = new EmbeddedKafka.Settings(port(29092), port(29192), KAFKA_HEAP_MEGABYTES);
        // Kafka takes longest and nobody needs it to come up: rows wait in the outbox.
        begin(this::startKafka);
        begin(this::startPostgres);
        status.ready("postgresql", "127.0.0.1:" + postgresSettings.port(), postgres.child());
        for (var spec : ServiceSpec.BEHIND_GATEWAY) {
            provide(spec);
            begin(() -> startService(spec));
        }
        begin(() -> startService(ServiceSpec.GATEWAY));
        kafka.awaitReady();
        status.ready("kafka", kafka.bootstrap(), kafka.child());
        awaitServices();
        return "http://127.0.0.1:" + gateway;
    }

    /** A training run keeps out of the way of whoever wants the usual ports meanwhile. */
    private int port(int usual) {
        return mode == FastStart.Mode.TRAIN ? ports.any() : ports.from(usual);
    }

    private void startKafka() {
        kafka = EmbeddedKafka.begin(data, kafkaSettings, FastStart.ofKafka().flags(mode));
    }

    private void startPostgres() {
        postgres = EmbeddedPostgres.start(data, postgresSettings);
    }

    /** On the same ports and the same data. */
    synchronized void restart(Child fallen) {
        if (closed) {
            return;
        }
        if (fallen == kafka.child()) {
            startKafka();
        } else if (fallen == postgres.child()) {
            startPostgres();
        } else {
            services.stream().filter(part -> part.child() == fallen).findFirst().ifPresent(part -> {
                services.remove(part);
                startService(part.spec());
            });
        }
    }

    private void provide(ServiceSpec spec) {
        try {
            new Provisioning(postgres.adminUrl()).provide(installation.database(spec));
        } catch (SQLException e) {
            throw new StartFailure(spec.module(), "no database for it: " + e.getMessage(), postgres.child().log());
        }
    }

    private void startService(ServiceSpec spec) {
        var settings = new LinkedHashMap<>(installation.environment(spec));
        settings.put("DOANKET_PORT", portOf.get(spec).toString());
        settings.put("DOANKET_HOST", "127.0.0.1");
        if (spec.hasDatabase()) {
            var database = installation.database(spec);
            settings.putAll(database.environment(postgres.url(database.name())));
            settings.put("DOANKET_KAFKA", kafka.bootstrap());
            if (spec.name().equals("map") && streets != null) {
                settings.put("DOANKET_STREETS", streets.toAbsolutePath().toString());
            }
            if (spec.name().equals("map")) {
                BuiltFiles.solver().ifPresent(solver -> settings.put("DOANKET_SOLVER", solver.toString()));
            }
            settings.put("DOANKET_PUBLIC_URL", "http://127.0.0.1:" + portOf.get(ServiceSpec.GATEWAY));
        } else {
            ServiceSpec.BEHIND_GATEWAY.forEach(each -> settings.put("DOANKET_" + each.name().toUpperCase(Locale.ROOT) + "_URL",
                    "http://127.0.0.1:" + portOf.get(each)));
        }
        services.add(new Part(spec, portOf.get(spec),
                Child.start(data, spec.module(), Child.Farewell.TERM, ServiceCommand.of(spec, mode, data.emptyTmp(spec.module())), settings)));
    }

    /** The gateway is asked when all others are ready: it answers by asking them, and they have enough to do. */
    private void awaitServices() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var waiting = new ArrayList<>(services);
        while (!waiting.isEmpty()) {
            for (var part : List.copyOf(waiting)) {
                if (crashedOnItsArchive(part)) {
                    status.say("  " + part.spec().module() + ": its JVM crashed on the archive for fast starts; starting without");
                    restart(part.child());
                    waiting.remove(part);
                    waiting.add(services.get(services.size() - 1));
                } else if ((part.spec() != ServiceSpec.GATEWAY || waiting.size() == 1) && part.isReady()) {
                    status.ready(part.spec().module(), part.address(), part.child());
                    waiting.remove(part);
                }
            }
            if (System.nanoTime() > end) {
                throw new StartFailure(waiting.get(0).spec().module(), "not ready in " + PATIENCE.toSeconds() + " s", waiting.get(0).child().log());
            }
            pause();
        }
    }

    /** A crash of the JVM itself shows as the signal that ended it. */
    private boolean crashedOnItsArchive(Part part) {
        var archive = FastStart.of(part.spec());
        if (part.child().isAlive() || part.child().exitCode() < KILLED_BY_SIGNAL || mode == FastStart.Mode.TRAIN || !archive.isThere()) {
            return false;
        }
        try {
            archive.forget();
            return !closed;
        } catch (IOException e) {
            throw new StartFailure(part.spec().module(), "its archive for fast starts cannot be removed: " + e, part.child().log());
        }
    }

    /** Between the wish to stop and the end of stopping nothing new may begin. */
    private synchronized void begin(Runnable start) {
        if (closed) {
            throw new StartFailure("suite", "it was told to stop while it started", null);
        }
        start.run();
    }

    /** The first that has ended though nobody asked it to, or null. */
    synchronized Child fallen() {
        return closed ? null : Stream.concat(Stream.of(postgres.child(), kafka.child()), services.stream().map(Part::child))
                .filter(child -> !child.isAlive()).findFirst().orElse(null);
    }

    /** The edge first, so that nothing new comes in; those who write before those whom they write to. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        var patience = mode == FastStart.Mode.TRAIN ? FastStart.PATIENCE : STOP_PATIENCE;
        services.stream().filter(part -> part.spec().equals(ServiceSpec.GATEWAY)).forEach(part -> part.stop(patience));
        services.parallelStream().forEach(part -> part.stop(patience));
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("suite", "interrupted", null);
        }
    }
}

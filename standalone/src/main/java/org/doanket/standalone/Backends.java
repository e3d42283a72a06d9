package org.doanket.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** PostgreSQL and Kafka alone, for tests and for work on one service. Their data is disposable: no fsync. */
public final class Backends implements AutoCloseable {
    /** `<JDBC address of the superuser>|<Kafka bootstrap>`: where this is set, tests start nothing of their own. */
    public static final String VARIABLE = "DOANKET_TEST_BACKENDS";
    private static final int CONNECTIONS = 400;

    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;

    private Backends(EmbeddedPostgres postgres, EmbeddedKafka kafka) {
        this.postgres = postgres;
        this.kafka = kafka;
    }

    public static Backends start(Path directory) {
        var data = new DataDirectory(directory);
        Child.endLeftovers(data);
        DataDirectory.delete(data.postgres()); // the password of the last time is not kept, nor is anything else
        DataDirectory.delete(data.kafka());
        var ports = new Ports();
        var kafka = EmbeddedKafka.begin(data, new EmbeddedKafka.Settings(ports.any(), ports.any(), 384));
        try {
            var postgres = EmbeddedPostgres.start(data,
                    new EmbeddedPostgres.Settings(ports.any(), Secrets.random(18), CONNECTIONS, false));
            try {
                kafka.awaitReady();
            } catch (StartFailure failure) {
                postgres.close();
                throw failure;
            }
            return new Backends(postgres, kafka);
        } catch (StartFailure failure) {
            kafka.close();
            throw failure;
        }
    }

    public String address() {
        return postgres.adminUrl() + "|" + kafka.bootstrap();
    }

    @Override
    public void close() {
        kafka.close();
        postgres.close();
    }

    /** `--data DIR --ports-file FILE`: runs until it is told to end; FILE is there while both serve. */
    public static void main(String[] arguments) throws Exception {
        var options = java.util.Arrays.asList(arguments);
        var data = Path.of(options.get(options.indexOf("--data") + 1));
        var file = Path.of(options.get(options.indexOf("--ports-file") + 1)).toAbsolutePath();
        Files.deleteIfExists(file);
        var backends = start(data);
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                Files.deleteIfExists(file);
            } catch (java.io.IOException e) {
                System.err.println("cannot remove " + file + ": " + e);
            }
            backends.close();
            ended.countDown();
        }));
        DataDirectory.writeWhole(file, "export " + VARIABLE + "='" + backends.address() + "'\n");
        System.out.println(backends.address());
        ended.await();
    }
}

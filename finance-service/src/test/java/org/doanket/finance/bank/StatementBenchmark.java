package org.doanket.finance.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.finance.Statements;
import org.doanket.finance.Statements.Line;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/**
 * A statement of 100,000 lines, nine of ten of which pay a request of their own, once as MT940 and once as camt.053 (where all are known
 * already). Not part of ./test: see benchmarks/README.md for how to start it.
 */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class StatementBenchmark {

    private static final int LINES = Integer.getInteger("benchmark", 100_000);

    /** {@code -Donly=camt.053}: all its lines are new then. */
    private static final String ONLY = System.getProperty("only", "");

    @Inject
    Federation federation;

    @Test
    void booksAHundredThousandLinesWithinBoundedMemory() throws Exception {
        UUID unit = federation.tree().unit();
        String account = String.valueOf(System.nanoTime());
        Api.setAccount(unit, account);
        List<String> references = StatementTest.requests(federation, unit, LINES);
        Iterable<Line> lines = () -> IntStream.range(0, LINES).mapToObj(i -> new Line("FT" + i, 1_000, i % 10 == 0 ? "khong ro" : references.get(i)))
                .iterator();
        if (!ONLY.equals("camt.053")) {
            measure(unit, "mt940", "text/plain", out -> Statements.mt940(out, account, "0011", 0, lines));
        }
        measure(unit, "camt.053", "application/xml", out -> Statements.camt(out, account, lines));
        assertThat(Api.balance(unit, "1121")).isEqualTo(1_000L * LINES);
    }

    /** Writes a file row by row. */
    private interface Statement {
        void to(Appendable out) throws IOException;
    }

    /** By a file and not by what a test has in memory: service and test are one process here, and the heap is to be the service's. */
    private void measure(UUID unit, String profile, String type, Statement statement) throws Exception {
        Path file = Files.createTempFile("statement", null);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            statement.to(out);
        }
        try {
            measure(unit, profile, type, file);
        } finally {
            Files.delete(file);
        }
    }

    private void measure(UUID unit, String profile, String type, Path file) throws Exception {
        System.gc();
        long before = used(false);
        List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        pools.forEach(MemoryPoolMXBean::resetPeakUsage);
        long begin = System.nanoTime();
        JsonPath job = Api.loadStatement(unit, profile, type, file);
        long millis = (System.nanoTime() - begin) / 1_000_000;
        System.out.printf("statement as %s: %,d lines, %,d kB, %,d ms from upload to the end of the job, %,d lines/s, heap %,d MB "
                + "before, peak %,d MB; %s%n",
                profile, LINES, Files.size(file) / 1024, millis, LINES * 1_000L / millis, before >> 20, used(true) >> 20,
                job.getMap("result"));
    }

    private static long used(boolean peak) {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> peak ? pool.getPeakUsage().getUsed() : pool.getUsage().getUsed()).sum();
    }
}

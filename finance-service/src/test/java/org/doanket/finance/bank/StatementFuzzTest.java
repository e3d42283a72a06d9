package org.doanket.finance.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import org.doanket.finance.Statements;
import org.doanket.finance.Statements.Line;
import org.doanket.platform.error.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever bytes a file is made of, reading it gives lines that can be kept, or a problem with a name. */
class StatementFuzzTest {

    private static final long SEED = Long.getLong("doanket.fuzz.seed", 20_261_128);
    private static final int ROUNDS = 4_000;
    private static final BankProfileView PROFILE = new BankProfileView("p", "P", "Date", "dd/MM/yyyy", "Amount", null, null, "Dir", "D",
            "Memo", "Ref",
            "Balance", "Payer", "Account", "Virtual", null, null, ".", false, 0);
    private static final List<String> GOOD = List.of(
            Statements.camt("0123456789", new Line("R1", 40_000, "DP 1"), new Line("R2", -5_000, "phi")),
            Statements.mt940("0123456789", "0011", 100, new Line("R1", 40_000, "DP 1"), new Line(null, -5_000, "phi")),
            "Date;Amount;Dir;Memo;Ref;Balance\n20/08/2025;40.000;C;dues;F1;40.000\n21/08/2025;5.000;D;fee;F2;35.000\n");

    @TempDir
    private Path folder;

    @Test
    void givesAProblemForWhateverIsBroken() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        Path file = folder.resolve("statement");
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = broken(random, GOOD.get(random.nextInt(GOOD.size())).getBytes(StandardCharsets.UTF_8));
            Files.write(file, bytes);
            try {
                StatementReader.read(file, "p", random.nextBoolean() ? PROFILE : null, "VND", StatementFuzzTest::keepable);
                read++;
            } catch (Problem named) {
                assertThat(named.code()).isIn("bad-statement", "bad-sheet", "statement-balance", "statement-balance-row");
            } catch (SQLException | RuntimeException | StackOverflowError defect) {
                fail("seed " + SEED + ", round " + round + ": " + new String(bytes, StandardCharsets.ISO_8859_1), defect);
            }
        }
        assertThat(read).as("of the changes some do no harm").isPositive();
    }

    private static void keepable(StatementLine line) {
        assertThat(line.valueDate().getYear()).isBetween(1, 9_999);
        assertThat(line.currency()).matches("[A-Z]{3}");
        assertThat(line.memo().length()).isLessThan(10_000);
    }

    /** Bytes changed, left out, doubled, cut off, or nothing but noise. */
    private static byte[] broken(SplittableRandom random, byte[] good) {
        if (random.nextInt(10) == 0) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] bytes = good.clone();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "<>/:?-+,.09CDZ\n".charAt(random.nextInt(15));
                case 2 -> {
                    int length = Math.min(random.nextInt(40), bytes.length - at);
                    System.arraycopy(good, random.nextInt(good.length - length), bytes, at, length);
                }
                default -> bytes = random.nextInt(8) == 0 ? java.util.Arrays.copyOf(bytes, Math.max(1, at)) : bytes;
            }
        }
        return bytes;
    }
}

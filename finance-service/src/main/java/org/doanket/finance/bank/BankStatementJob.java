package org.doanket.finance.bank;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.doanket.finance.UploadService;
import org.doanket.finance.sharing.SharingService;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.sql.Sql;

/** Reads a statement, books its new lines and what follows from them. One transaction: all of a file, or nothing. */
@ApplicationScoped
class BankStatementJob implements JobHandler {

    static final String KIND = "bank-statement";

    record Parameters(UUID statement) {
    }

    private record Statement(long no, String profile, String currency) {
    }

    private final BankBatch batch;
    private final UploadService uploads;
    private final SharingService sharing;

    BankStatementJob(BankBatch batch, UploadService uploads, SharingService sharing) {
        this.batch = batch;
        this.uploads = uploads;
        this.sharing = sharing;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun job) throws SQLException, IOException {
        if (job.checkpoint(String.class) != null) {
            return;
        }
        Connection connection = job.connection();
        UUID id = job.parameters(Parameters.class).statement();
        Statement statement = Sql.of("SELECT s.no, s.profile, j.currency FROM bank_statement s JOIN unit_ref u ON u.id = s.unit_id "
                + "JOIN jurisdiction j ON j.code = u.jurisdiction WHERE s.id = ?", id).first(connection, row ->
                new Statement(row.getLong(1), row.getString(2), row.getString(3))).orElseThrow();
        ProfileReader profile = Sql.of("SELECT * FROM bank_profile WHERE code = ?", statement.profile())
                .first(connection, ProfileReader::of).orElse(null);
        Path file = uploads.fetch(connection, id);
        try {
            BankBatch.Result result = batch.run(connection, statement.no(), job.unit(), job.createdBy(),
                    lines -> read(file, statement, profile, lines));
            sharing.follow(connection, job.unit(), job.createdBy());
            Sql.of("UPDATE bank_statement SET state = 'booked', line_count = ?, known = ?, matched = ?, suspended = ?, debits = ? "
                    + "WHERE id = ?", result.lines(), result.known(), result.matched(), result.suspended(), result.debits(), id)
                    .run(connection);
            uploads.drop(connection, id);
            job.total(result.lines());
            job.problems(result.suspended());
            job.result(result);
            job.checkpoint("done");
            job.commit(result.lines());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void read(Path file, Statement statement, ProfileReader profile, CamtReader.Lines lines) throws SQLException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            if (isXml(in)) {
                CamtReader.read(in, lines);
                return;
            }
        } catch (IOException unreadable) {
            throw BankProblems.unreadable("content");
        }
        if (profile == null) {
            throw BankProblems.unreadable(statement.profile());
        }
        profile.read(file, statement.currency(), lines);
    }

    /** By content: the first character that is neither blank nor a byte order mark. */
    private static boolean isXml(InputStream in) throws IOException {
        in.mark(64);
        byte[] head = in.readNBytes(64);
        in.reset();
        for (byte each : head) {
            if (each > ' ') {
                return each == '<';
            }
        }
        return false;
    }
}

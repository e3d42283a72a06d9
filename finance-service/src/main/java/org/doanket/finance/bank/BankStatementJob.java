package org.doanket.finance.bank;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import org.doanket.finance.UploadService;
import org.doanket.finance.sharing.SharingService;
import org.doanket.platform.error.Problem;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.sql.Sql;

/** Reads a statement, books its new lines and what follows from them. One transaction: all of a file, or nothing. */
@ApplicationScoped
class BankStatementJob implements JobHandler {

    static final String KIND = "bank-statement";

    record Parameters(UUID statement) {
    }

    private record Statement(long no, String profile, String currency, UUID account) {
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
        Path file = uploads.fetch(connection, id);
        try {
            book(job, id, file);
        } catch (Problem refused) {
            // Nothing of the file stays but why; the job itself ends as failed by the same code.
            connection.rollback();
            Sql.of("UPDATE bank_statement SET state = 'refused', fault = ?, fault_args = ? WHERE id = ?", refused.code(),
                    Arrays.stream(refused.args()).map(String::valueOf).toArray(String[]::new), id).run(connection);
            connection.commit();
            throw refused;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void book(JobRun job, UUID id, Path file) throws SQLException {
        Connection connection = job.connection();
        Statement statement = Sql.of("SELECT s.no, s.profile, j.currency, s.bank_account_id FROM bank_statement s JOIN unit_ref u ON u.id = s.unit_id "
                + "JOIN jurisdiction j ON j.code = u.jurisdiction WHERE s.id = ?", id).first(connection, row ->
                new Statement(row.getLong(1), row.getString(2), row.getString(3), row.getObject(4, UUID.class))).orElseThrow();
        BankProfileView profile = Sql.of("SELECT * FROM bank_profile WHERE code = ?", statement.profile())
                .first(connection, BankProfileView::of).orElse(null);
        BankBatch.Result result = batch.run(connection, new BankBatch.Load(statement.no(), job.unit(), job.createdBy(), "statement", statement.account()),
                lines -> StatementReader.read(file, statement.profile(), profile, statement.currency(), lines));
        sharing.follow(connection, job.unit(), job.createdBy());
        Sql.of("UPDATE bank_statement SET state = 'booked', line_count = ?, known = ?, suspected = ?, matched = ?, suspended = ?, "
                + "debits = ? WHERE id = ?", result.lines(), result.known(), result.suspected(), result.matched(), result.suspended(), result.debits(), id).run(connection);
        uploads.drop(connection, id);
        job.total(result.lines());
        job.problems(result.suspended() + result.suspected());
        job.result(result);
        job.checkpoint("done");
        job.commit(result.lines());
    }
}

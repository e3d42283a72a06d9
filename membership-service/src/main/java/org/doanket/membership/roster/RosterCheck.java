package org.doanket.membership.roster;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.charter.NationalIdQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sheet.SheetLimits;
import org.doanket.platform.sheet.SheetReader;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;

/** Reads a sheet into the staging table, some thousand rows to a transaction, then sees them beside each other and the register. */
@ApplicationScoped
class RosterCheck implements JobHandler {

    static final String KIND = "roster-check";
    private static final int ROWS_AT_ONCE = 5_000;

    private final FieldVault vault;

    RosterCheck(FieldVault vault) {
        this.vault = vault;
    }

    /** The last row that is staged, and how many are. */
    record Checkpoint(long row, long staged) {
    }

    /** The import as it was asked for. */
    private record Asked(UUID id, UUID unit, String source, String path, String jurisdiction, LocalDate day, String duesKind, byte[] key) {
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobRun run) throws Exception {
        Connection connection = run.connection();
        UUID id = run.parameters(RosterService.Parameters.class).roster();
        Asked asked = Sql.of("SELECT i.*, u.jurisdiction FROM roster_import i JOIN unit u ON u.id = i.unit_id WHERE i.id = ?", id)
                .first(connection, row -> new Asked(id, row.getObject("unit_id", UUID.class), row.getString("source"), row.getString("path"),
                        row.getString("jurisdiction"), row.getObject("day", LocalDate.class), row.getString("dues_kind"),
                        row.getBytes("file_key"))).orElseThrow();
        Path file = RosterFile.open(connection, id, vault.key(asked.key()));
        try (SheetReader sheet = SheetReader.open(file, SheetLimits.ROSTER)) {
            long staged = stage(run, asked, sheet);
            Sql.of("SELECT analyze_rosters()").run(connection);
            new RosterBatch(connection, id, vault).spread();
            RosterVerdict verdict = new RosterVerdict(connection, id, vault);
            verdict.give();
            verdict.count();
            Sql.of("UPDATE roster_import SET state = 'ready' WHERE id = ?", id).run(connection);
            run.problems(Sql.of("SELECT faulty FROM roster_import WHERE id = ?", id).first(connection, row -> row.getLong(1)).orElseThrow());
            run.commit(staged);
        } catch (Problem unreadable) {
            connection.rollback();
            Sql.of("UPDATE roster_import SET state = 'unreadable' WHERE id = ?", id).run(connection);
            connection.commit();
            throw unreadable;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private long stage(JobRun run, Asked asked, SheetReader sheet) throws Exception {
        Connection connection = run.connection();
        RosterColumns columns = RosterColumns.find(sheet, headings(connection, asked));
        Sql.of("UPDATE roster_import SET header_row = ?, headings = ?, fields = ? WHERE id = ?", columns.headerRow(),
                columns.headings().toArray(String[]::new), columns.fields().toArray(String[]::new), asked.id()).run(connection);
        if (!columns.namesAName()) {
            connection.commit();
            throw RosterProblems.noHeader();
        }
        NationalIdQueries.Forms nationalIds = NationalIdQueries.on(connection, asked.jurisdiction(), asked.day());
        RosterRow.Context context = new RosterRow.Context(asked.jurisdiction(), asked.day(), nationalIds::isTaken, nationalIds::isKnown, asked.unit(),
                units(connection, asked),
                words(connection, "member_category WHERE true"),
                words(connection, "member_dues_kind WHERE jurisdiction = '" + asked.jurisdiction() + "'"),
                words(connection, "member_status WHERE true"), reasons(connection, asked), RosterProfileColumns.of(connection, columns));
        Checkpoint before = run.checkpoint(Checkpoint.class);
        if (before == null) {
            Sql.of("DELETE FROM roster_row WHERE import_id = ?", asked.id()).run(connection); // of a check with other columns
        }
        long done = before == null ? 0 : before.staged();
        try (RosterCopy copy = new RosterCopy(connection, asked.id(), vault, asked.duesKind())) {
            for (SheetRow row : columns.below(sheet)) {
                if (row.isBlank() || before != null && row.number() <= before.row()) {
                    continue;
                }
                copy.add(new RosterRow(row, columns, context));
                if (copy.rows() == ROWS_AT_ONCE) {
                    done += flush(run, copy, row.number(), done);
                }
            }
            int rest = copy.rows();
            copy.flush();
            return done + rest;
        }
    }

    private static int flush(JobRun run, RosterCopy copy, long row, long done) throws Exception {
        int rows = copy.rows();
        copy.flush();
        run.checkpoint(new Checkpoint(row, done + rows));
        run.commit(done + rows);
        return rows;
    }

    /** What is known of headings everywhere, and over it what was said of this source, the nearest unit last. */
    private static Map<String, String> headings(Connection connection, Asked asked) throws SQLException {
        Map<String, String> headings = new HashMap<>();
        Sql.of("SELECT heading, field FROM roster_heading").list(connection, row -> headings.put(row.getString(1), row.getString(2)));
        Sql.of("SELECT m.heading, m.field FROM roster_mapping m JOIN unit u ON u.id = m.unit_id WHERE m.source = ? AND starts_with(?, u.path) "
                + "ORDER BY length(u.path)", asked.source(), asked.path()).list(connection, row -> headings.put(row.getString(1), row.getString(2)));
        return headings;
    }

    /** Also words that are given no more: whoever has one is still read by it. */
    private static Map<String, Map<String, String>> reasons(Connection connection, Asked asked) throws SQLException {
        Map<String, Map<String, String>> reasons = new HashMap<>();
        Sql.of("SELECT status, code, name_vi, name_en, name_zh FROM status_reason WHERE jurisdiction = ? AND valid_from <= ? AND cancelled_at IS NULL "
                + "ORDER BY valid_from", asked.jurisdiction(), asked.day()).list(connection, row -> {
            for (int column = 2; column <= 5; column++) {
                reasons.computeIfAbsent(row.getString(1), status -> new HashMap<>()).put(SearchForm.of(row.getString(column)), row.getString(2));
            }
            return reasons;
        });
        return reasons;
    }

    /** Also those that have ended: in them lie memberships that are over. One that goes on goes before one of the same code that does not. */
    private static Map<String, UUID> units(Connection connection, Asked asked) throws SQLException {
        Map<String, UUID> units = new HashMap<>();
        Sql.of("SELECT u.code, u.id FROM unit u, roster_import i WHERE i.id = ? AND u.path >= i.path AND u.path < "
                + "substr(i.path, 1, length(i.path) - 1) || '0' ORDER BY u.valid_to NULLS LAST", asked.id())
                .list(connection, row -> units.put(row.getString(1), row.getObject(2, UUID.class)));
        return units;
    }

    private static Map<String, String> words(Connection connection, String table) throws SQLException {
        Map<String, String> words = new HashMap<>();
        Sql.of("SELECT code, name_vi, name_en, name_zh FROM " + table).list(connection, row -> {
            for (int column = 1; column <= 4; column++) {
                words.put(SearchForm.of(row.getString(column)), row.getString(1));
            }
            return words;
        });
        return words;
    }
}

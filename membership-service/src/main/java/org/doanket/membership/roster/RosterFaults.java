package org.doanket.membership.roster;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.doanket.platform.http.Messages;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sheet.SheetLimits;
import org.doanket.platform.sheet.SheetReader;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sql.Sql;

/** The faulty rows as the sheet that was sent, with one more column that says what is wrong, in the reader's language. */
final class RosterFaults {

    private static final int ROWS_AT_ONCE = 1_000;

    private final DataSource worker;
    private final FieldVault vault;
    private final UUID id;
    private final Locale locale;

    /** @param id of an import that was found within the reader's scope */
    RosterFaults(DataSource worker, FieldVault vault, UUID id, Locale locale) {
        this.worker = worker;
        this.vault = vault;
        this.id = id;
        this.locale = locale;
    }

    void write(String mediaType, OutputStream out) throws IOException {
        try (Connection connection = worker.getConnection()) {
            connection.setAutoCommit(false);
            try {
                write(connection, mediaType, out);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new IOException("the faults of import " + id + " cannot be read", failure);
        }
    }

    private void write(Connection connection, String mediaType, OutputStream out) throws SQLException, IOException {
        record Header(long row, byte[] key) {
        }
        Header header = Sql.of("SELECT header_row, file_key FROM roster_import WHERE id = ?", id)
                .first(connection, row -> new Header(row.getLong(1), row.getBytes(2))).orElseThrow();
        // What the columns of the profile are called stands where its fields do; the column's name is made of one of our three languages.
        Map<String, String> names = new HashMap<>();
        Sql.of("SELECT code, name_" + locale.getLanguage() + " FROM profile_field").list(connection,
                row -> names.put(row.getString(1), row.getString(2)));
        Path file = RosterFile.open(connection, id, vault.key(header.key()));
        try (SheetReader sheet = SheetReader.open(file, SheetLimits.ROSTER);
                SheetWriter writer = SheetWriter.of(mediaType, out, Messages.text(locale, "roster.faults"));
                PreparedStatement select = connection.prepareStatement("SELECT number, cell_faults, faults FROM roster_row "
                        + "WHERE import_id = ? AND state = 'faulty' ORDER BY number")) {
            select.setFetchSize(ROWS_AT_ONCE);
            select.setObject(1, id);
            try (ResultSet faulty = select.executeQuery()) {
                boolean more = faulty.next();
                while (sheet.hasNext()) {
                    SheetRow row = sheet.next();
                    if (row.number() == header.row()) {
                        writer.row(with(row, Messages.text(locale, "roster.fault-column")));
                    } else if (more && row.number() == faulty.getLong("number")) {
                        writer.row(with(row, messages(faulty, names)));
                        more = faulty.next();
                    }
                }
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private String messages(ResultSet faulty, Map<String, String> names) throws SQLException {
        return RosterView.faults(faulty, locale).stream()
                .map(fault -> names.getOrDefault(fault.field(), Messages.text(locale, "field." + fault.field())) + ": " + fault.message())
                .collect(Collectors.joining(" "));
    }

    private static Object[] with(SheetRow row, String more) {
        List<Object> cells = new ArrayList<>(row.cells());
        cells.add(more);
        return cells.toArray();
    }
}

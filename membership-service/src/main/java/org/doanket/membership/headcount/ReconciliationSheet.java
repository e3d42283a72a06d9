package org.doanket.membership.headcount;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.doanket.platform.http.Messages;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sql.Sql;

/** The reconciliation as a sheet, its head in the reader's language, row by row as the database gives them. */
final class ReconciliationSheet implements StreamingOutput {

    private static final String[] COLUMNS = {"code", "unitName", "state", "reported", "reportedWomen", "counted", "countedWomen",
        "countedOfNoSex", "gap", "womenGap"};

    private final DataSource worker;
    private final Optional<Sql> rows;
    private final String mediaType;
    private final Locale locale;

    ReconciliationSheet(DataSource worker, Optional<Sql> rows, String mediaType, Locale locale) {
        this.worker = worker;
        this.rows = rows;
        this.mediaType = mediaType;
        this.locale = locale;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        try (SheetWriter sheet = SheetWriter.of(mediaType, out, Messages.text(locale, "sheet.reconciliation"))) {
            sheet.row(Stream.of(COLUMNS).map(column -> (Object) Messages.text(locale, "column." + column)).toArray());
            if (rows.isPresent()) {
                stream(rows.get(), sheet);
            }
        }
    }

    private void stream(Sql sql, SheetWriter sheet) throws IOException {
        try (Connection connection = worker.getConnection()) {
            connection.setAutoCommit(false);
            try {
                sql.stream(connection, row -> {
                    ReconciliationView unit = ReconciliationView.of(row);
                    sheet.row(unit.code(), unit.name(), Messages.text(locale, "headcount-state." + unit.state()), unit.reported(),
                            unit.reportedWomen(), unit.counted(), unit.countedWomen(), unit.countedOfNoSex(), unit.gap(), unit.womenGap());
                });
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new IOException("the reconciliation cannot be read", failure);
        }
    }
}

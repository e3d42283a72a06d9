package org.doanket.finance.paybase;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.doanket.finance.paybase.PayView.FaultView;
import org.doanket.finance.paybase.PayView.FaultyRow;
import org.doanket.finance.paybase.PayView.ImportView;
import org.doanket.platform.http.Messages;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;

/** The faulty rows of a pay file as the same sheet with an error column. */
@ApplicationScoped
class FaultSheet {

    private static final int AT_ONCE = 5_000;
    /** A sheet with more faults than this was the wrong file; its first rows say so well enough. */
    private static final int MOST = 50_000;

    private final PayQueries queries;

    FaultSheet(PayQueries queries) {
        this.queries = queries;
    }

    byte[] of(ImportView pay, UnitScope scope, String mediaType, Locale language) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SheetWriter sheet = SheetWriter.of(mediaType, out, "faults")) {
            sheet.row(with(pay.header(), Messages.text(language, "sheet.faults")));
            long last = 0;
            for (int written = 0; written < MOST; written += AT_ONCE) {
                List<FaultyRow> rows = queries.faultyRows(scope, pay, last, AT_ONCE, language);
                for (FaultyRow row : rows) {
                    sheet.row(with(row.cells(), row.faults().stream().map(FaultView::message).collect(Collectors.joining(" "))));
                    last = row.number();
                }
                if (rows.size() < AT_ONCE) {
                    break;
                }
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }

    private static Object[] with(List<String> cells, String last) {
        List<Object> row = new ArrayList<>(cells);
        row.add(last);
        return row.toArray();
    }
}

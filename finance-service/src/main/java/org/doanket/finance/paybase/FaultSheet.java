package org.doanket.finance.paybase;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.doanket.finance.paybase.PayView.FaultView;
import org.doanket.finance.paybase.PayView.ImportView;
import org.doanket.platform.http.Messages;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sheet.Sheets;

/** The faulty rows of a pay file as the same sheet with an error column. */
@ApplicationScoped
class FaultSheet {

    private final PayQueries queries;

    FaultSheet(PayQueries queries) {
        this.queries = queries;
    }

    /** Row by row, so that no file is too long. */
    Response of(ImportView pay, UnitScope scope, String type, Locale language) {
        return Sheets.answer(type, "faults", out -> {
            try (SheetWriter sheet = SheetWriter.of(type, out, "faults")) {
                int width = pay.header().size();
                sheet.row(with(pay.header(), width, Messages.text(language, "sheet.faults")));
                queries.eachFaulty(scope, pay, language, row -> sheet.row(with(row.cells(), width,
                        row.faults().stream().map(FaultView::message).collect(Collectors.joining(" ")))));
            }
        });
    }

    /** Below its own heading, also where a row ends early. */
    private static Object[] with(List<String> cells, int width, String last) {
        List<Object> row = new ArrayList<>(cells);
        while (row.size() < width) {
            row.add(null);
        }
        row.add(last);
        return row.toArray();
    }
}

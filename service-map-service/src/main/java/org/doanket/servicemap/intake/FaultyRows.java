package org.doanket.servicemap.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;

/** The rows that did not pass, as the sheet they came in, with one more column: what is wrong. */
@ApplicationScoped
class FaultyRows {

    private static final int BATCH = 200;

    private final PointImportQueries queries;

    FaultyRows(PointImportQueries queries) {
        this.queries = queries;
    }

    StreamingOutput of(UnitScope scope, UUID id) {
        return out -> {
            try (SheetWriter sheet = SheetWriter.csv(out)) {
                List<String> columns = queries.columns(scope, id);
                List<Object> header = new ArrayList<>(columns);
                header.add("errors");
                sheet.row(header.toArray());
                PageRequest request = new PageRequest();
                request.limit = BATCH;
                Page<PointImportView.Row> page;
                do {
                    page = queries.rows(scope, id, true, request);
                    for (PointImportView.Row row : page.items()) {
                        sheet.row(cells(columns, row));
                    }
                    request.cursor = page.next();
                } while (page.next() != null);
            }
        };
    }

    private static Object[] cells(List<String> columns, PointImportView.Row row) throws IOException {
        List<Object> cells = new ArrayList<>();
        for (String column : columns) {
            cells.add(row.given().path(column).asText(""));
        }
        cells.add(row.errors().stream().map(error -> error.column() + ": " + error.message()).collect(Collectors.joining(" ")));
        return cells.toArray();
    }
}

package org.doanket.finance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;
import org.doanket.platform.job.JobAccepted;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sheet.Sheets;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the resources of sheets have in common: each says whom it answers, and of which kind. */
@ApplicationScoped
public class SheetImports {

    /** A page of faulty rows; only says to readers of the API what a {@code Page} of these is. */
    @Schema(name = "PageSheetFaultyRow")
    public record FaultyRows(List<SheetImportView.FaultyRow> items, String next) {
    }

    private final SheetImportService service;
    private final SheetImportQueries queries;
    private final Caller caller;

    SheetImports(SheetImportService service, SheetImportQueries queries, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.caller = caller;
    }

    public Response load(String kind, UUID unit, String mode, File file, UriInfo uri) {
        return accepted(service.start(kind, unit, mode, file), uri);
    }

    public Response commit(String kind, UUID id, UriInfo uri) {
        return accepted(service.commit(kind, id), uri);
    }

    public SheetImportView one(String kind, UUID id) {
        return queries.sheet(caller.scope(), kind, id).orElseThrow(() -> Problem.notFound(kind));
    }

    /** As JSON, page by page; as a sheet by Accept: all of them below the heading they came with, and one more column that says what is wrong. */
    public Response faultyRows(String kind, UUID id, PageRequest page, UriInfo uri, HttpHeaders headers) {
        one(kind, id);
        UnitScope scope = caller.scope();
        Locale language = Language.current();
        return Sheets.wanted(headers).map(type -> Sheets.answer(type, "faults", out -> {
            try (SheetWriter sheet = SheetWriter.of(type, out, "faults")) {
                List<String> heading = queries.heading(scope, id);
                sheet.row(with(heading, heading.size(), Messages.text(language, "sheet.faults")));
                queries.eachFaulty(scope, id, language, row -> sheet.row(with(row.cells(), heading.size(), row.told())));
            }
        })).orElseGet(() -> Response.fromResponse(PageRequest.answer(queries.faultyRows(scope, id, language, page), uri))
                .type(MediaType.APPLICATION_JSON_TYPE).build());
    }

    private static Response accepted(SheetImportService.Started started, UriInfo uri) {
        return JobAccepted.at(uri, started.job(), started.sheet());
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

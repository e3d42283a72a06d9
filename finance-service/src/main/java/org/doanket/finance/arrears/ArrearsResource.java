package org.doanket.finance.arrears;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import java.util.UUID;
import org.doanket.platform.http.Language;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sheet.Sheets;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/arrears")
@Tag(name = "arrears", description = "Months that units have not paid whole, and the phases that they pass through")
public class ArrearsResource {

    private static final Object[] HEADINGS = {"unit", "name", "month", "assessed", "collected", "outstanding", "currency", "due on", "days", "phase",
        "phase name", "reminded at"};

    private final ArrearsQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    ArrearsResource(ArrearsQueries queries, UnitTree tree, Caller caller) {
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "List what units owe still, by unit and month",
            description = "phase: only those that are in it today. As a sheet by Accept: all rows, in the order of the tree.")
    @APIResponse(responseCode = "200", content = {@Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ArrearsView.Listed.class)),
        @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
    public Response list(@Valid @BeanParam UnitParam asked, @QueryParam("phase") @Min(1) @Max(3) Integer phase,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri, @Context HttpHeaders headers) {
        UnitScope range = asked.range(tree, caller);
        Locale language = Language.current();
        return Sheets.wanted(headers).map(type -> Sheets.answer(type, "arrears", sheet(type, range, asked.only(), phase, language)))
                .orElseGet(() -> Response.fromResponse(PageRequest.answer(queries.arrears(range, asked.only(), phase, language, page), uri))
                        .type(MediaType.APPLICATION_JSON_TYPE).build());
    }

    private StreamingOutput sheet(String type, UnitScope range, UUID only, Integer phase, Locale language) {
        return out -> {
            try (SheetWriter sheet = SheetWriter.of(type, out, "arrears")) {
                sheet.row(HEADINGS);
                queries.each(range, only, phase, language, row -> sheet.row(row.unitCode(), row.unitName(), row.month().toString(),
                        row.assessed().amount(), row.collected().amount(), row.outstanding().amount(), row.assessed().currency(), row.dueOn(),
                        row.days(), row.phase(), row.phaseName(), row.remindedAt() == null ? null : row.remindedAt().toString()));
            }
        };
    }
}

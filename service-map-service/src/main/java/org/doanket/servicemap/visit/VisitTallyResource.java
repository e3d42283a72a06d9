package org.doanket.servicemap.visit;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.doanket.platform.page.Page;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.doanket.servicemap.OpenData;
import org.doanket.servicemap.visit.VisitView.Period;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@OpenData
@Path("/v1/tallies/visits")
@Tag(name = "visits")
public class VisitTallyResource {

    private final VisitQueries queries;
    private final UnitTree tree;

    VisitTallyResource(VisitQueries queries, UnitTree tree) {
        this.queries = queries;
        this.tree = tree;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @PermitAll
    @Operation(summary = "Visits and services by month or year", description = "Open to all. by=month or year; split=kind for one row a kind.")
    public Page<Period> series(@Valid @BeanParam UnitParam asked, @QueryParam("kind") String kind, @QueryParam("from") YearMonth from,
            @QueryParam("to") YearMonth to, @QueryParam("by") @DefaultValue("month") @Pattern(regexp = "month|year") String by,
            @QueryParam("split") @Pattern(regexp = "kind") String split) {
        return new Page<>(queries.series(asked.publicRange(tree), asked.only(), kind, from, to, by.equals("year"), split != null), null);
    }

    @GET
    @Path("/days")
    @Produces({SheetWriter.CSV, SheetWriter.XLSX})
    @PermitAll
    @Operation(summary = "Every day of every point, as a sheet", description = "Open to all, CSV or XLSX by Accept.")
    @APIResponse(responseCode = "200", description = "One row for each point, day and kind")
    public Response sheet(@Valid @BeanParam UnitParam asked, @QueryParam("point") UUID point, @QueryParam("kind") String kind,
            @QueryParam("from") LocalDate from, @QueryParam("to") LocalDate to, @Context HttpHeaders headers) {
        var range = asked.publicRange(tree);
        var filter = new VisitQueries.Filter(asked.only(), point, kind, from, to);
        String type = headers.getAcceptableMediaTypes().stream().anyMatch(each -> SheetWriter.XLSX.equals(each.toString())) ? SheetWriter.XLSX : SheetWriter.CSV;
        StreamingOutput rows = out -> {
            try (SheetWriter sheet = SheetWriter.of(type, out, "visits")) {
                queries.writeDays(range, filter, sheet);
            }
        };
        return Response.ok(rows, type).build();
    }
}

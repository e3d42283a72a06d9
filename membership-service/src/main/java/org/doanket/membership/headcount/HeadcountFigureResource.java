package org.doanket.membership.headcount;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/headcount-figures")
@Produces("application/json")
@Tag(name = "head counts")
public class HeadcountFigureResource {

    private final HeadcountReportQueries queries;

    HeadcountFigureResource(HeadcountReportQueries queries) {
        this.queries = queries;
    }

    @GET
    @PermitAll
    @Operation(summary = "The figures that a head count may have besides members and workers", description = "asOf a cut-off: a report about that day.")
    public List<HeadcountPeriodView.Figure> list(@QueryParam("jurisdiction") String jurisdiction, @QueryParam("asOf") LocalDate asOf) {
        return queries.figures(jurisdiction, asOf);
    }
}

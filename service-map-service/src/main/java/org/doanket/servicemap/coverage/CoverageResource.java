package org.doanket.servicemap.coverage;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.doanket.servicemap.OpenData;
import org.doanket.servicemap.kind.LegendCodeQueries;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@OpenData
@Path("/v1/coverage")
@Produces("application/json")
@Tag(name = "coverage")
public class CoverageResource {

    private final CoverageQueries queries;
    private final LegendCodeQueries legend;

    CoverageResource(CoverageQueries queries, LegendCodeQueries legend) {
        this.queries = queries;
        this.legend = legend;
    }

    @GET
    @PermitAll
    @Operation(summary = "People and area within so many minutes of a service point, covered once and by two sites, and the gaps",
            description = "Over the streets, from where a point can be reached. Two points in one place are one site. Live: a point that opens "
                    + "or closes shows in the next answer. Two moments, two hours of the week, two days, or how it would be with a plan or without a site are "
                    + "compared in one call.")
    public CoverageView coverage(@BeanParam CoverageParameters parameters) {
        CoverageParameters.Asked asked = parameters.read(queries::plansOf, queries::pace);
        legend.requireKnown(asked.question().kinds(), asked.question().amenities());
        return queries.coverage(asked.question(), asked.before(), asked.unit(), asked.areas());
    }
}

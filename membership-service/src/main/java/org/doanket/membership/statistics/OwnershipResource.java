package org.doanket.membership.statistics;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/ownerships")
@Produces("application/json")
@Tag(name = "units")
public class OwnershipResource {

    private final UnitCardQueries queries;

    OwnershipResource(UnitCardQueries queries) {
        this.queries = queries;
    }

    @GET
    @PermitAll
    @Operation(summary = "Whose a workplace may be, for the register cards of units")
    public List<UnitCardView.Ownership> list(@QueryParam("jurisdiction") String jurisdiction) {
        return queries.ownerships(jurisdiction);
    }
}

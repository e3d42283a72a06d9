package org.doanket.membership.kind;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/unit-kinds")
@Produces("application/json")
@Tag(name = "units")
public class UnitKindResource {

    private final UnitKindQueries queries;

    UnitKindResource(UnitKindQueries queries) {
        this.queries = queries;
    }

    @GET
    @PermitAll
    @Operation(summary = "The kinds of units that exist, with their levels and names")
    public List<UnitKindView> list(@QueryParam("jurisdiction") String jurisdiction) {
        return queries.list(jurisdiction);
    }
}

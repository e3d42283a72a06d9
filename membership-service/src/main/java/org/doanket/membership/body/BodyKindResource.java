package org.doanket.membership.body;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/body-kinds")
@Produces("application/json")
@Tag(name = "bodies")
public class BodyKindResource {

    private final BodyKindQueries queries;

    BodyKindResource(BodyKindQueries queries) {
        this.queries = queries;
    }

    @GET
    @PermitAll
    @Operation(summary = "The kinds of bodies, their positions, and the roles that these bring",
            description = "asOf a day: as the rules of that day have it.")
    public List<BodyKindView> list(@QueryParam("jurisdiction") String jurisdiction, @QueryParam("asOf") LocalDate asOf) {
        return queries.list(jurisdiction, asOf);
    }
}

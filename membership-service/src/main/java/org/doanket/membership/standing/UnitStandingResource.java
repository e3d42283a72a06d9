package org.doanket.membership.standing;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.UUID;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Finance's word, for those who look after a unit and not after its books. */
@Path("/v1/units/{id}/standing")
@Produces("application/json")
@Tag(name = "units")
public class UnitStandingResource {

    private final StandingQueries queries;
    private final Caller caller;

    UnitStandingResource(StandingQueries queries, Caller caller) {
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "How far a unit's dues have come in, month by month", description = "As finance has told last; without months where it has told nothing yet.")
    public UnitStandingView of(@PathParam("id") UUID unit) {
        return queries.ofUnit(caller.scope(), unit);
    }
}

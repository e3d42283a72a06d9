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

/** Beside the file, and not in it: it is finance's word, and not every reader of files is one of who has paid. */
@Path("/v1/members/{id}/standing")
@Produces("application/json")
@Tag(name = "members")
public class StandingResource {

    private final StandingQueries queries;
    private final Caller caller;

    StandingResource(StandingQueries queries, Caller caller) {
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "Up to which month a member has paid", description = "As finance has told last; without a month where it has told nothing yet.")
    public StandingView of(@PathParam("id") UUID member) {
        return queries.of(caller.scope(), member);
    }
}

package org.doanket.membership.right;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/members/{id}/rights")
@Produces("application/json")
@Tag(name = "members")
public class MemberRightsResource {

    private final RightsQueries rights;
    private final Caller caller;

    MemberRightsResource(RightsQueries rights, Caller caller) {
        this.rights = rights;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "What a member may, and by which rule", description = "Today, or as of a day: by the category and the status of that day. "
            + "Who left has no rights any more, and is answered so.")
    public RightsView of(@PathParam("id") UUID id, @QueryParam("asOf") LocalDate asOf) {
        return rights.of(caller.scope(), id, asOf);
    }
}

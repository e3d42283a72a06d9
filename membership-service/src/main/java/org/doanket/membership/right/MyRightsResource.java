package org.doanket.membership.right;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/me/rights")
@Produces("application/json")
@Tag(name = "me")
public class MyRightsResource {

    private final RightsQueries rights;
    private final Caller caller;

    MyRightsResource(RightsQueries rights, Caller caller) {
        this.rights = rights;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "What I may as a member, and by which rule", description = "Today, or as of a day.")
    public RightsView mine(@QueryParam("asOf") LocalDate asOf) {
        return rights.of(caller.scope(), caller.ownMember(), asOf);
    }
}

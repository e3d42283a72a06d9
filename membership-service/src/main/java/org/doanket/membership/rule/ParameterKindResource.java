package org.doanket.membership.rule;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/parameter-kinds")
@Produces("application/json")
@Tag(name = "rules")
public class ParameterKindResource {

    private final ParameterQueries queries;

    ParameterKindResource(ParameterQueries queries) {
        this.queries = queries;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.MAP_EDITOR,
            Roles.DESK_CLERK, Roles.TIPS_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "Which figures can be set, in what they are measured, and how great they may be")
    public List<ParameterKindView> list() {
        return queries.kinds();
    }
}

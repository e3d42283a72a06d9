package org.doanket.membership.right;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.List;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/right-rules")
@Produces("application/json")
@Tag(name = "rules")
public class RightRuleResource {

    private final RightsQueries rights;

    RightRuleResource(RightsQueries rights) {
        this.rights = rights;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.MAP_EDITOR,
            Roles.DESK_CLERK, Roles.TIPS_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "Which categories and statuses of membership bring which rights", description = "asOf a day: the rules in force then. Of each "
            + "ground the newest counts, and one that denies outweighs all that grant.")
    public List<RightsView.Rule> list(@QueryParam("jurisdiction") @Pattern(regexp = "vn|cn") String jurisdiction, @QueryParam("asOf") LocalDate asOf) {
        return rights.rules(jurisdiction, asOf);
    }
}

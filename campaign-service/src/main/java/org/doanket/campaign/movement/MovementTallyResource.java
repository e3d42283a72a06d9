package org.doanket.campaign.movement;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.doanket.campaign.tally.TallyView;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/tallies/results")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "movements")
public class MovementTallyResource {

    private final MovementTallyQueries queries;
    private final Caller caller;

    MovementTallyResource(MovementTallyQueries queries, Caller caller) {
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "What came of a movement, by field, kind and measure, and how many units chose what",
            description = "Right to the last result. asOf: what had come by that day, in the tree of that day.")
    public MovementTallyView tally(@QueryParam("movement") @NotNull UUID movement, @Valid @BeanParam TallyView.Param asked) {
        return queries.tally(caller.scope(), movement, asked.asked());
    }
}

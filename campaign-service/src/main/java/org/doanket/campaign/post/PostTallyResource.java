package org.doanket.campaign.post;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/tallies/posts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "posts")
public class PostTallyResource {

    private final PostQueries queries;
    private final Caller caller;

    PostTallyResource(PostQueries queries, Caller caller) {
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "What went out in a year by kind of channel, and how far it reached")
    public List<PostView.OfKind> tally(@QueryParam("unit") UUID unit, @QueryParam("scope") @Pattern(regexp = "unit|subtree") String scope,
            @QueryParam("year") @NotNull @Min(2000) @Max(2100) Integer year) {
        return queries.tally(caller.scope(), unit, scope, year);
    }
}

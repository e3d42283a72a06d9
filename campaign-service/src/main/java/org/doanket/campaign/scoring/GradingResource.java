package org.doanket.campaign.scoring;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.job.JobAccepted;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/gradings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "scoring")
public class GradingResource {

    private final ScoringService service;

    GradingResource(ScoringService service) {
        this.service = service;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Score all units of a subtree by a criteria set", description = "Opens the sheets that are missing, takes computed values from "
            + "facts, sums up, and grades what was handed in and lacks nothing. May be run again as often as wanted.")
    @APIResponse(responseCode = "202", description = "The job; its result says how many sheets there are and how many still lack points",
            content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    public Response grade(@Valid @NotNull ScoringCommand.Grade command, @Context UriInfo uri) {
        return JobAccepted.at(uri, service.grade(command), null);
    }
}

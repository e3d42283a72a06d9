package org.doanket.membership.team;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.UUID;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/team-handovers/{id}")
@Produces("application/json")
@Tag(name = "teams")
public class TeamHandoverResource {

    private final TeamService teams;
    private final TeamQueries queries;
    private final Caller caller;

    TeamHandoverResource(TeamService teams, TeamQueries queries, Caller caller) {
        this.teams = teams;
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Operation(summary = "One hand-over")
    public TeamView.Handover one(@PathParam("id") UUID id) {
        return queries.handover(caller.scope(), id);
    }

    @POST
    @Path("/return")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Idempotent
    @Operation(summary = "Take back what was given out")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TeamView.Handover.class)))
    @APIResponse(responseCode = "409", description = "Is back already")
    public TeamView.Handover takeBack(@PathParam("id") UUID id, @Valid @NotNull TeamCommand.Return command) {
        teams.takeBack(id, command, caller.scope());
        return queries.handover(caller.scope(), id);
    }
}

package org.doanket.membership.right;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.rule.RuleCommand;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/right-rules")
@Produces("application/json")
@Tag(name = "rules")
public class RightRuleResource {

    private final RightRuleService rules;
    private final RightsQueries rights;
    private final Caller caller;

    RightRuleResource(RightRuleService rules, RightsQueries rights, Caller caller) {
        this.rules = rules;
        this.rights = rights;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.MAP_EDITOR,
            Roles.DESK_CLERK, Roles.TIPS_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "Which categories and statuses of membership bring which rights", description = "asOf a day: the rules in force then. Of each "
            + "ground the newest counts, and one that denies outweighs all that grant.")
    public List<RightsView.Rule> list(@QueryParam("jurisdiction") @Pattern(regexp = "vn|cn") String jurisdiction, @QueryParam("asOf") LocalDate asOf) {
        return rights.rules(jurisdiction, asOf);
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Give or take a right from a day to come on", description = "Of a category, of a status or of any; at the top of the tree only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RightsView.Rule.class)))
    @APIResponse(responseCode = "409", description = "Another rule for the same begins on that day")
    public Response set(@Valid @NotNull RightCommand.Set command, @Context UriInfo uri) {
        UUID id = rules.set(command, caller.scope());
        return Created.at(uri, id, rights.rule(id), 0);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a rule before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RightsView.Rule.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public RightsView.Rule cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCommand.Cancel command) {
        rules.cancel(id, command, caller.scope());
        return rights.rule(id);
    }
}

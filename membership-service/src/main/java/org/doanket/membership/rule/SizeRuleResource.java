package org.doanket.membership.rule;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
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
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/body-size-rules")
@Produces("application/json")
@Tag(name = "rules")
public class SizeRuleResource {

    private final RuleService rules;
    private final SizeRuleQueries queries;
    private final Caller caller;

    SizeRuleResource(RuleService rules, SizeRuleQueries queries, Caller caller) {
        this.rules = rules;
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.MAP_EDITOR,
            Roles.DESK_CLERK, Roles.TIPS_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "How many seats a body may have, by the members of its unit", description = "asOf a day: the rules in force then.")
    public RestResponse<Page<SizeRuleView>> list(@QueryParam("jurisdiction") @Pattern(regexp = "vn|cn") String jurisdiction,
            @QueryParam("asOf") LocalDate asOf, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(jurisdiction, asOf, page), uri);
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set the sizes of a body from a day to come on", description = "All its bands at once; at the top of the tree only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = SizeRuleView.class)))
    @APIResponse(responseCode = "409", description = "Another rule for that body begins on that day")
    public Response set(@Valid @NotNull RuleCommand.SetSizes command, @Context UriInfo uri) {
        UUID id = rules.set(command, caller.scope());
        return Created.at(uri, id, queries.one(id), 0);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a rule before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SizeRuleView.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public SizeRuleView cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCommand.Cancel command) {
        rules.cancelSizes(id, command, caller.scope());
        return queries.one(id);
    }
}

package org.doanket.membership.charter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.rule.RuleFilter;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/barred-post-rules")
@Produces("application/json")
@Tag(name = "rules")
public class BarredPostRuleResource {

    private final CharterService service;
    private final DatedRules rules;

    BarredPostRuleResource(CharterService service, DatedRules rules) {
        this.service = service;
        this.rules = rules;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "Which posts keep somebody from being a member", description = "asOf a day: those in force then. Applicants are asked for them.")
    public RestResponse<Page<CharterView.BarredPost>> list(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(CharterView.BarredPost.TABLE, filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "One rule of such a post")
    public CharterView.BarredPost one(@PathParam("id") UUID id) {
        return rules.one(CharterView.BarredPost.TABLE, id);
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set from a day to come on whether a post keeps somebody from being a member", description = "A post that there is, or a new one. Who is a "
            + "member stays one until a status ends the membership. At the top of the tree only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CharterView.BarredPost.class)))
    @APIResponse(responseCode = "409", description = "Another rule for the same begins on that day")
    public Response set(@Valid @NotNull CharterCommand.SetBarredPost command, @Context UriInfo uri) {
        CharterView.BarredPost rule = service.set(command);
        return Created.at(uri, rule.id(), rule, 0);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a rule of such a post before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CharterView.BarredPost.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public CharterView.BarredPost cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(CharterView.BarredPost.TABLE, id, command);
    }
}

package org.doanket.campaign.model;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/registration-windows/{unit}/{year}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "models")
public class RegistrationWindowResource {

    private final RegistrationWindowService service;
    private final ModelRuleQueries rules;
    private final UnitTree tree;
    private final Caller caller;

    RegistrationWindowResource(RegistrationWindowService service, ModelRuleQueries rules, UnitTree tree, Caller caller) {
        this.service = service;
        this.rules = rules;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "When a year's models of a unit may be registered",
            description = "Its own dates, or those of the nearest unit above it. It is open while those of all units above it are open too.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RegistrationWindowView.class)))
    public Response window(@PathParam("unit") UUID unit, @PathParam("year") int year, @Context Request request) {
        RegistrationWindowView window = rules.window(tree.require(unit, caller.scope()), year)
                .orElseThrow(() -> Problem.notFound("registration-window"));
        return Revision.answer(request, window, window.version());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Set when a year's models may be registered",
            description = "For the unit and all below it, within the dates of the units above it. Where nobody has set dates it is always open.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RegistrationWindowView.class)))
    public Response set(@PathParam("unit") UUID unit, @PathParam("year") @Min(2000) @Max(2100) int year,
            @HeaderParam("If-Match") String ifMatch, @Valid @NotNull ModelCommand.OpenRegistration command) {
        RegistrationWindowView window = service.set(unit, year, command, ifMatch);
        return Response.ok(window).tag(Revision.tag(window.version())).build();
    }

    @POST
    @Path("/cancellation")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Take back when a year's models may be registered, before it opens",
            description = "What the units above have set holds again. It may be set anew.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RegistrationWindowView.class)))
    @APIResponse(responseCode = "409", description = "It has opened, or was cancelled already")
    public Response cancel(@PathParam("unit") UUID unit, @PathParam("year") @Min(2000) @Max(2100) int year, @Valid @NotNull RuleCancellation command) {
        RegistrationWindowView window = service.cancel(unit, year, command);
        return Response.ok(window).tag(Revision.tag(window.version())).build();
    }
}

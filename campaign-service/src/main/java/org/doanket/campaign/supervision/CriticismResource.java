package org.doanket.campaign.supervision;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.campaign.ListFilter;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Revision;
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

@Path("/v1/social-criticisms")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "supervision")
public class CriticismResource {

    private final CriticismService service;
    private final CriticismQueries queries;
    private final Caller caller;

    CriticismResource(CriticismService service, CriticismQueries queries, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Take in a draft that the union is asked about")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CriticismView.class)))
    public Response receive(@Valid @NotNull CriticismCommand.Receive command, @Context UriInfo uri) {
        CriticismView made = queries.one(caller.scope(), service.receive(command));
        return Created.at(uri, made.id(), made, made.version());
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "List drafts that unions were asked about, the newest first")
    public RestResponse<Page<CriticismView>> list(@Valid @BeanParam ListFilter filter,
            @QueryParam("state") @Pattern(regexp = "open|opined|concluded") String state, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, state, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One draft, the opinion and what came of it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CriticismView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        CriticismView found = queries.one(caller.scope(), id);
        return Revision.answer(request, found, found.version());
    }

    @PUT
    @Path("/{id}/opinion")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Say what the union thinks of it", description = "Until the asking body has decided.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CriticismView.class)))
    public Response say(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, @Valid @NotNull CriticismCommand.Say command) {
        service.say(id, command, ifMatch);
        return answer(id);
    }

    @PUT
    @Path("/{id}/outcome")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Record whether the opinion was accepted")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CriticismView.class)))
    public Response conclude(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, @Valid @NotNull CriticismCommand.Outcome command) {
        service.conclude(id, command, ifMatch);
        return answer(id);
    }

    private Response answer(UUID id) {
        CriticismView found = queries.one(caller.scope(), id);
        return Response.ok(found).tag(Revision.tag(found.version())).build();
    }
}

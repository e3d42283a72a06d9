package org.doanket.campaign.post;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
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

@Path("/v1/post-channels")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "posts")
public class PostChannelResource {

    private final PostService service;
    private final PostQueries queries;
    private final Caller caller;

    PostChannelResource(PostService service, PostQueries queries, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Open a channel: web, fan page, YouTube, Zalo …")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PostView.Channel.class)))
    public Response open(@Valid @NotNull PostCommand.Channel command, @Context UriInfo uri) {
        PostView.Channel channel = queries.channel(caller.scope(), service.openChannel(command));
        return Created.at(uri, channel.id(), channel, channel.version());
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "List channels")
    public RestResponse<Page<PostView.Channel>> list(@Valid @BeanParam PostQueries.ChannelFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.channels(caller.scope(), filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One channel")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PostView.Channel.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        PostView.Channel channel = queries.channel(caller.scope(), id);
        return Revision.answer(request, channel, channel.version());
    }

    @POST
    @Path("/{id}/closing")
    @Idempotent
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Close a channel", description = "Nothing new goes over it; what went over it stays.")
    public PostView.Channel close(@PathParam("id") UUID id) {
        service.closeChannel(id);
        return queries.channel(caller.scope(), id);
    }
}

package org.doanket.campaign.post;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
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

@Path("/v1/posts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "posts", description = "Posts for channels, their approval, how far they reached, and feeds of them for everybody")
public class PostResource {

    private final PostService service;
    private final ReachService reach;
    private final PostQueries queries;
    private final Caller caller;

    PostResource(PostService service, ReachService reach, PostQueries queries, Caller caller) {
        this.service = service;
        this.reach = reach;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Write a post")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PostView.class)))
    public Response write(@Valid @NotNull PostCommand.Write command, @Context UriInfo uri) {
        PostView post = queries.one(caller.scope(), service.write(command));
        return Created.at(uri, post.id(), post, post.version());
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "List posts, the newest first")
    public RestResponse<Page<PostView>> list(@Valid @BeanParam PostQueries.Filter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One post and how far it reached")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PostView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        PostView post = queries.one(caller.scope(), id);
        return Revision.answer(request, post, tag(post));
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Rewrite a post", description = "What was approved must be approved anew. It stays with its unit.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PostView.class)))
    public Response rewrite(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, @Valid @NotNull PostCommand.Write command) {
        service.rewrite(id, command, ifMatch == null ? null : ifMatch.replaceFirst("-[0-9a-f]+\"$", "\""));
        return answer(id);
    }

    @POST
    @Path("/{id}/submission")
    @Idempotent
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Ask for a post to be approved")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PostView.class)))
    public Response submit(@PathParam("id") UUID id) {
        service.submit(id);
        return answer(id);
    }

    @POST
    @Path("/{id}/approval")
    @Idempotent
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Approve a post", description = "By somebody else than who wrote or submitted it. It is out once its time has come.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PostView.class)))
    public Response approve(@PathParam("id") UUID id) {
        service.decide(id, "approved", null);
        return answer(id);
    }

    @POST
    @Path("/{id}/return")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Send a post back, saying why")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PostView.class)))
    public Response sendBack(@PathParam("id") UUID id, @Valid @NotNull PostCommand.Note command) {
        service.decide(id, "returned", command.note());
        return answer(id);
    }

    @POST
    @Path("/{id}/withdrawal")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Withdraw a post", description = "It leaves the feeds at once.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PostView.class)))
    public Response withdraw(@PathParam("id") UUID id, @Valid @NotNull PostCommand.Note command) {
        service.withdraw(id, command.note());
        return answer(id);
    }

    @POST
    @Path("/{id}/reach")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Enter how far a post has reached on a channel", description = "All in all until the end of that day; the newest day counts.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PostView.class)))
    public Response enter(@PathParam("id") UUID id, @Valid @NotNull PostCommand.Reach command) {
        reach.enter(id, command);
        return answer(id);
    }

    private Response answer(UUID id) {
        PostView post = queries.one(caller.scope(), id);
        return Response.ok(post).tag(tag(post)).build();
    }

    /** Its figures and whether it is out change without it. */
    private static EntityTag tag(PostView post) {
        return new EntityTag("v" + post.version() + "-" + Integer.toHexString(31 * post.reach().hashCode() + Boolean.hashCode(post.published())));
    }
}

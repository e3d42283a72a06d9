package org.doanket.servicemap.request;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
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
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.doanket.servicemap.request.RequestView.Line;
import org.doanket.servicemap.request.RequestView.Received;
import org.doanket.servicemap.request.RequestView.Whole;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/service-requests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "service requests", description = "Legal advice, help to find a job, mutual insurance, convenience: asked by anybody, answered by the unit that is competent")
public class RequestResource {

    private final RequestIntakeService intake;
    private final RequestService service;
    private final AttachmentService attachments;
    private final RequestQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    RequestResource(RequestIntakeService intake, RequestService service, AttachmentService attachments, RequestQueries queries, UnitTree tree, Caller caller) {
        this.intake = intake;
        this.service = service;
        this.attachments = attachments;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @POST
    @PermitAll
    @Idempotent(secret = true)
    @Operation(summary = "Ask for a service", description = "Without an account, or as a member. The answer holds the link by which the request is followed; "
            + "it is shown once. The same Idempotency-Key with the same words finds the same request.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Received.class)))
    public Response ask(@Valid @NotNull RequestCommand.Ask asked, @HeaderParam("Idempotency-Key") String key, @Context UriInfo uri) {
        Received received = intake.ask(asked, key);
        return Created.at(Created.path(uri, "v1/service-request-links/" + received.link()), received).header("Cache-Control", "no-store").build();
    }

    @GET
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.DESK_CLERK, Roles.FEDERATION_OFFICER})
    @Operation(summary = "List requests, the newest first", description = "late=true: those past a last day.")
    public RestResponse<Page<Line>> list(@Valid @BeanParam UnitParam asked, @QueryParam("state") @Pattern(regexp = "received|accepted|answered|withdrawn") String state,
            @QueryParam("kind") String kind, @QueryParam("late") boolean late, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(asked.range(tree, caller), asked.only(), state, kind, late, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Operation(summary = "One request with what was confided", description = "Each look is on the audit trail.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Whole.class)))
    public Response one(@PathParam("id") UUID id) {
        Whole request = service.read(id);
        return Response.ok(request).tag(Revision.tag(request.line().version())).header("Cache-Control", "no-store").build();
    }

    @POST
    @Path("/{id}/acceptance")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Idempotent
    @Operation(summary = "Accept a request")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Line.class)))
    @APIResponse(responseCode = "409", description = "It is past that")
    public Line accept(@PathParam("id") UUID id) {
        return service.accept(id);
    }

    @POST
    @Path("/{id}/forwarding")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Idempotent
    @Operation(summary = "Pass a request on to another unit", description = "Its clock runs on, and who passed it on sees it no more.")
    @APIResponse(responseCode = "204", description = "Passed on")
    @APIResponse(responseCode = "409", description = "It is past that")
    @APIResponse(responseCode = "422", description = "There is no such unit, or it has the request already")
    public void forward(@PathParam("id") UUID id, @Valid @NotNull RequestCommand.Forward asked) {
        service.forward(id, asked);
    }

    @POST
    @Path("/{id}/answer")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Idempotent
    @Operation(summary = "Answer a request", description = "Who asked reads it by his link.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Line.class)))
    @APIResponse(responseCode = "409", description = "It is past that")
    public Line answer(@PathParam("id") UUID id, @Valid @NotNull RequestCommand.Answer asked) {
        return service.answer(id, asked);
    }

    @POST
    @Path("/{id}/papers")
    @Consumes({"application/pdf", "image/jpeg", "image/png", MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Idempotent
    @Operation(summary = "Attach a paper to the answer (PDF, JPEG or PNG, at most a megabyte, at most five)", description = "What the file says beside its pages is left out before it is kept: "
            + "author, programs, times, places. A digital signature does not outlast that.")
    @APIResponse(responseCode = "200", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Line.class)))
    public Response attach(@PathParam("id") UUID id, @NotNull byte[] file) {
        return Response.ok(attachments.attach(id, file)).build();
    }

    @GET
    @Path("/{id}/papers/{paper}")
    @Produces({"application/pdf", "image/jpeg", "image/png", MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Operation(summary = "A paper of the request, from either side", description = "Each look is on the audit trail.")
    @APIResponse(responseCode = "200", description = "The paper")
    public Response paper(@PathParam("id") UUID id, @PathParam("paper") UUID paper) {
        return attachments.read(id, paper).answer("no-store").build();
    }
}

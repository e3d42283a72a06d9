package org.doanket.servicemap.request;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.servicemap.request.RequestView.Followed;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/service-request-links/{link}")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "service requests")
public class RequestLinkResource {

    private final RequestIntakeService intake;
    private final AttachmentService attachments;

    RequestLinkResource(RequestIntakeService intake, AttachmentService attachments) {
        this.intake = intake;
        this.attachments = attachments;
    }

    @GET
    @Operation(summary = "Follow a request by its link", description = "Whoever has the link may: no account is needed.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Followed.class)))
    public Response follow(@PathParam("link") String link) {
        return Response.ok(intake.follow(link)).header("Cache-Control", "no-store").header("Referrer-Policy", "no-referrer").build();
    }

    @POST
    @Path("/withdrawal")
    @Idempotent(secret = true)
    @Operation(summary = "Withdraw a request")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Followed.class)))
    @APIResponse(responseCode = "409", description = "It is answered or withdrawn already")
    public Followed withdraw(@PathParam("link") String link) {
        return intake.withdraw(link);
    }

    @POST
    @Path("/rating")
    @Idempotent(secret = true)
    @Operation(summary = "Say how content one is with the answer")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Followed.class)))
    @APIResponse(responseCode = "409", description = "There is no answer yet, or it was rated before")
    public Followed rate(@PathParam("link") String link, @Valid @NotNull RequestCommand.Rate asked) {
        return intake.rate(link, asked);
    }

    @POST
    @Path("/papers")
    @Consumes({"application/pdf", "image/jpeg", "image/png", MediaType.APPLICATION_OCTET_STREAM})
    @Idempotent(secret = true)
    @Operation(summary = "Attach a paper (PDF, JPEG or PNG, at most a megabyte, at most five)", description = "What the file says beside its pages is left out before it is kept: "
            + "author, programs, times, places. A digital signature does not outlast that.")
    @APIResponse(responseCode = "200", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Followed.class)))
    @APIResponse(responseCode = "422", description = "It is none of these by its content, is broken or locked, or there are five")
    public Response attach(@PathParam("link") String link, @NotNull byte[] file) {
        return Response.ok(attachments.attach(link, file)).build();
    }

    @GET
    @Path("/papers/{paper}")
    @Produces({"application/pdf", "image/jpeg", "image/png", MediaType.APPLICATION_OCTET_STREAM})
    @Operation(summary = "A paper of the request, from either side")
    @APIResponse(responseCode = "200", description = "The paper")
    public Response paper(@PathParam("link") String link, @PathParam("paper") UUID paper) {
        return attachments.read(link, paper).answer("no-store").build();
    }
}

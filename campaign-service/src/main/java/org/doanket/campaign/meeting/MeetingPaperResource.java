package org.doanket.campaign.meeting;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
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

@Path("/v1/meetings/{id}/papers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "meetings")
public class MeetingPaperResource {

    private final PaperService service;
    private final MeetingQueries queries;
    private final Caller caller;

    MeetingPaperResource(PaperService service, MeetingQueries queries, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "The papers of a meeting, each in its newest version", description = "At most 100.")
    public List<MeetingView.Paper> list(@PathParam("id") UUID id) {
        return queries.papers(caller.scope(), id);
    }

    @POST
    @Idempotent
    @Consumes({"application/pdf", "image/jpeg", "image/png", MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Lay a paper before a meeting (PDF, JPEG or PNG, at most a megabyte)")
    @APIResponse(responseCode = "201", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = MeetingView.Paper.class)))
    public Response add(@PathParam("id") UUID id, @QueryParam("name") @NotBlank @Size(max = 200) String name, @QueryParam("item") @Min(1) @Max(100) Integer item,
            @NotNull byte[] file, @Context UriInfo uri) {
        UUID paper = service.add(id, name, item, file);
        return Created.at(uri.getRequestUri().getRawPath() + "/" + paper, queries.newest(caller.scope(), id, paper)).build();
    }

    @GET
    @Path("/{paper}")
    @Produces({"application/pdf", "image/jpeg", "image/png", MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "A paper, in its newest version or another")
    @APIResponse(responseCode = "200", description = "The paper")
    public Response read(@PathParam("id") UUID id, @PathParam("paper") UUID paper, @QueryParam("version") @Min(1) @Max(100_000) Integer version) {
        return answer(service.read(id, paper, version));
    }

    @GET
    @Path("/{paper}/versions")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "All versions of a paper, the newest first, each with its hash")
    public RestResponse<Page<MeetingView.Paper>> versions(@PathParam("id") UUID id, @PathParam("paper") UUID paper, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.versions(caller.scope(), id, paper, page), uri);
    }

    @POST
    @Path("/{paper}/versions")
    @Idempotent
    @Consumes({"application/pdf", "image/jpeg", "image/png", MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Lay a new version of a paper before a meeting", description = "Those before it are kept.")
    @APIResponse(responseCode = "201", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = MeetingView.Paper.class)))
    public Response revise(@PathParam("id") UUID id, @PathParam("paper") UUID paper, @NotNull byte[] file, @Context UriInfo uri) {
        service.revise(id, paper, file);
        MeetingView.Paper newest = queries.newest(caller.scope(), id, paper);
        return Created.at(Created.path(uri, "v1/meetings/" + id + "/papers/" + paper + "?version=" + newest.version()), newest).build();
    }

    static Response answer(PaperService.File paper) {
        return paper.file().answer("private, no-cache").tag(paper.sha256()).build();
    }
}

package org.doanket.campaign.movement;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.doanket.campaign.attachment.AttachmentQueries;
import org.doanket.campaign.attachment.AttachmentService;
import org.doanket.campaign.attachment.AttachmentView;
import org.doanket.platform.http.BodyLimit;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sheet.Sheets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/results")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "results", description = "What came of movements in units: money, days of work, goods and counts, never added together")
public class ResultResource {

    private final ResultService service;
    private final ResultQueries queries;
    private final AttachmentQueries attachments;
    private final Caller caller;

    ResultResource(ResultService service, ResultQueries queries, AttachmentQueries attachments, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.attachments = attachments;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Report what came of a movement in a unit", description = "It counts at once, as reported; as checked once the level above has.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ResultView.class)))
    public Response report(@Valid @NotNull MovementCommand.Report command, @Context UriInfo uri) {
        ResultView result = service.report(command);
        return Created.at(uri, result.id(), result, result.version());
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "List results, the newest first", description = "A page as JSON, or all of it as a sheet when Accept names one.")
    @APIResponse(responseCode = "200", content = {@Content(mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(type = SchemaType.OBJECT, properties = {
                    @SchemaProperty(name = "items", type = SchemaType.ARRAY, implementation = ResultView.class),
                    @SchemaProperty(name = "next", type = SchemaType.STRING)})),
            @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
    public Response list(@Valid @BeanParam ResultFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri,
            @Context HttpHeaders headers) {
        return Sheets.wanted(headers).map(type -> export(type, filter)).orElseGet(() ->
                Response.fromResponse(PageRequest.answer(queries.list(caller.scope(), filter, page), uri))
                        .type(MediaType.APPLICATION_JSON_TYPE).build());
    }

    private Response export(String type, ResultFilter filter) {
        UnitScope scope = caller.scope();
        queries.list(scope, filter, new PageRequest()); // refuses what must be refused before the first byte is out
        Locale locale = Language.current();
        return Sheets.answer(type, "results", out -> {
            try (ResultExport export = new ResultExport(type, out, locale)) {
                queries.export(scope, filter, export::row);
            }
        });
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One result")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ResultView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        ResultView result = queries.one(caller.scope(), id);
        return Revision.answer(request, result, result.version());
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Correct a result that is not checked yet, or was returned")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ResultView.class)))
    public Response correct(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, @Valid @NotNull MovementCommand.Correct command) {
        ResultView result = service.correct(id, command, ifMatch);
        return Response.ok(result).tag(Revision.tag(result.version())).build();
    }

    @POST
    @Path("/{id}/check")
    @Idempotent
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Confirm a result", description = "By the level above, and by somebody else than who reported it.")
    public ResultView check(@PathParam("id") UUID id) {
        return service.check(id);
    }

    @POST
    @Path("/{id}/return")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Send a result back with a remark", description = "It counts no more until it is corrected; also what was "
            + "checked before, but not what finance told.")
    public ResultView sendBack(@PathParam("id") UUID id, @Valid @NotNull MovementCommand.Remark command) {
        return service.sendBack(id, command);
    }

    @GET
    @Path("/{id}/attachments")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "The evidence of a result", description = "At most 30.")
    public List<AttachmentView> evidence(@PathParam("id") UUID id) {
        queries.one(caller.scope(), id);
        return attachments.of(ResultService.ATTACHED_TO, id);
    }

    @POST
    @Path("/{id}/attachments")
    @Idempotent
    @Consumes({"application/pdf", "image/jpeg", "image/png", MediaType.APPLICATION_OCTET_STREAM})
    @BodyLimit(AttachmentService.LARGEST)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Attach a paper or a picture (PDF, JPEG or PNG, at most 10 MB)")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = AttachmentView.class)))
    @APIResponse(responseCode = "415", description = "Neither PDF nor JPEG nor PNG")
    public Response attach(@PathParam("id") UUID id, @QueryParam("name") @Size(max = 200) String name, @NotNull byte[] file, @Context UriInfo uri) {
        AttachmentView attachment = service.attach(id, name, file);
        return Created.at(uri, attachment.id(), attachment, 1);
    }

    @GET
    @Path("/{id}/attachments/{attachment}")
    @Produces({"application/pdf", "image/jpeg", "image/png", MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "A paper or picture as it was attached")
    @APIResponse(responseCode = "200", description = "The file")
    public Response file(@PathParam("id") UUID id, @PathParam("attachment") UUID attachment) {
        queries.one(caller.scope(), id);
        return attachments.file(ResultService.ATTACHED_TO, id, attachment).answer("private, no-cache").build();
    }
}

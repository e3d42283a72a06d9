package org.doanket.campaign.recognition;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.paper.Paper;
import org.doanket.platform.paper.PdfDocument;
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

@Path("/v1/recognitions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "recognitions", description = "Which models were recognised at which level by which decision, and their certificates")
public class RecognitionResource {

    private static final String[] COLUMNS = {"decision", "decidedOn", "number", "level", "name", "holder", "subjectKind", "field", "unit", "unitName",
        "year", "revokedOn"};

    private final RecognitionService service;
    private final RecognitionQueries queries;
    private final CertificatePaper certificates;
    private final Caller caller;

    RecognitionResource(RecognitionService service, RecognitionQueries queries, CertificatePaper certificates, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.certificates = certificates;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Recognise models that are proposed for your level, by one decision", description = "All or none.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RecognitionView.Act.class)))
    public Response recognise(@Valid @NotNull RecognitionCommand.Recognise command, @Context UriInfo uri) {
        RecognitionView.Act act = service.recognise(command);
        URI list = uri.getRequestUriBuilder().replaceQueryParam("decision", "{decision}").build(act.decision());
        return Created.at(list.getRawPath() + "?" + list.getRawQuery(), act).build();
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "List recognitions, the newest first", description = "A page as JSON, or all of it as a sheet when Accept names one.")
    @APIResponse(responseCode = "200", content = {@Content(mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(type = SchemaType.OBJECT, properties = {
                    @SchemaProperty(name = "items", type = SchemaType.ARRAY, implementation = RecognitionView.class),
                    @SchemaProperty(name = "next", type = SchemaType.STRING)})),
            @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
    public Response list(@Valid @BeanParam RecognitionFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri,
            @Context HttpHeaders headers) {
        return Sheets.wanted(headers).map(type -> export(type, filter)).orElseGet(() ->
                Response.fromResponse(PageRequest.answer(queries.list(caller.scope(), filter, page), uri))
                        .type(MediaType.APPLICATION_JSON_TYPE).build());
    }

    private Response export(String type, RecognitionFilter filter) {
        UnitScope scope = caller.scope();
        queries.list(scope, filter, new PageRequest()); // refuses what must be refused before the first byte is out
        Locale locale = Language.current();
        return Sheets.answer(type, "recognitions", out -> {
            try (SheetWriter sheet = SheetWriter.of(type, out, Messages.text(locale, "sheet.recognitions"))) {
                sheet.row(Arrays.stream(COLUMNS).map(column -> (Object) Messages.text(locale, "column." + column)).toArray());
                queries.export(scope, filter, each -> sheet.row(each.decision(), each.decidedOn(), each.number(), each.level(), each.modelName(),
                        each.holder(), each.subjectKind(), each.field(), each.unitCode(), each.unitName(), each.year(),
                        each.revoked() == null ? null : each.revoked().on()));
            }
        });
    }

    @GET
    @Path("/certificates")
    @Produces(PdfDocument.TYPE)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "The certificates of a decision, one to a page", description = "Of those that were not taken back.")
    @APIResponse(responseCode = "200", description = "PDF", content = @Content(mediaType = PdfDocument.TYPE))
    public Response certificates(@QueryParam("by") @NotNull UUID by, @QueryParam("decision") @NotBlank @Size(max = 200) String decision) {
        List<Paper> papers = queries.act(caller.scope(), by, decision).stream()
                .filter(each -> each.revoked() == null).map(each -> certificates.of(each, Language.current())).toList();
        if (papers.isEmpty()) {
            throw Problem.notFound("recognition");
        }
        return pdf(Paper.bound(papers.get(0).title(), papers), "certificates");
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One recognition")
    public RecognitionView one(@PathParam("id") UUID id) {
        return queries.one(caller.scope(), id);
    }

    @GET
    @Path("/{id}/certificate")
    @Produces(PdfDocument.TYPE)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "The certificate of a recognised model, to print")
    @APIResponse(responseCode = "200", description = "PDF", content = @Content(mediaType = PdfDocument.TYPE))
    public Response certificate(@PathParam("id") UUID id) {
        RecognitionView recognition = queries.one(caller.scope(), id);
        if (recognition.revoked() != null) {
            throw RecognitionService.revoked();
        }
        return pdf(certificates.of(recognition, Language.current()), "certificate");
    }

    @POST
    @Path("/{id}/revocation")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Take a recognition back", description = "For the unit that decided and those above it. Both decisions stand; the model is recognised by "
            + "what is left, and where nothing is left it is recognised no more and leaves the catalogue. It may be proposed and recognised again.")
    public RecognitionView revoke(@PathParam("id") UUID id, @Valid @NotNull RecognitionCommand.Revoke command) {
        return service.revoke(id, command);
    }

    private static Response pdf(Paper paper, String name) {
        return Response.ok(paper.pdf(), PdfDocument.TYPE).header("Content-Disposition", "inline; filename=\"" + name + ".pdf\"").build();
    }
}

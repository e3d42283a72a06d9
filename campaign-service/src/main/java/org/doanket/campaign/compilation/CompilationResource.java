package org.doanket.campaign.compilation;

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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sheet.Sheets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/compilations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "compilations", description = "Lists by which a unit accepts, returns, picks, reviews and proposes the models below it")
public class CompilationResource {

    private static final String[] COLUMNS = {"number", "unit", "unitName", "name", "subjectKind", "field", "step", "note", "level", "state", "id"};

    private final CompilationService service;
    private final CompilationQueries queries;
    private final Caller caller;

    CompilationResource(CompilationService service, CompilationQueries queries, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Accept, return with reasons, pick for a launch, review or propose models below a unit",
            description = "All of the list or none of it; a refusal names the item.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CompilationView.class)))
    public Response compile(@Valid @NotNull CompilationCommand.Compile command, @Context UriInfo uri) {
        CompilationView compilation = service.compile(command);
        return Created.at(uri, compilation.id(), compilation, 1);
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "List compilations, the newest first")
    public RestResponse<Page<CompilationView>> list(@Valid @BeanParam CompilationFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "One compilation with its models", description = "As JSON, or as a sheet when Accept names one.")
    @APIResponse(responseCode = "200", content = {@Content(mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = CompilationView.class)),
            @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
    public Response one(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        CompilationView compilation = queries.one(caller.scope(), id);
        return Sheets.wanted(headers).map(type -> sheet(type, compilation))
                .orElseGet(() -> Response.ok(compilation, MediaType.APPLICATION_JSON_TYPE).build());
    }

    private static Response sheet(String type, CompilationView compilation) {
        Locale locale = Language.current();
        return Sheets.answer(type, "compilation", out -> {
            try (SheetWriter sheet = SheetWriter.of(type, out, Messages.text(locale, "sheet.compilation"))) {
                sheet.row(Arrays.stream(COLUMNS).map(column -> (Object) Messages.text(locale, "column." + column)).toArray());
                for (CompilationView.Item item : compilation.items()) {
                    sheet.row(item.position(), item.unitCode(), item.unitName(), item.name(), item.subjectKind(), item.field(), item.step(),
                            item.note(), item.level(), item.state(), item.model());
                }
            }
        });
    }
}

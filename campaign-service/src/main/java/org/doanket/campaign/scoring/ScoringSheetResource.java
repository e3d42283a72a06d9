package org.doanket.campaign.scoring;

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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;
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

@Path("/v1/scoring-sheets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "scoring", description = "Units scored by a criteria set: what they claim, what they are given, what facts say, and appeals")
public class ScoringSheetResource {

    private static final String[] COLUMNS = {"unit", "unitName", "year", "state", "total", "band", "id"};

    private final ScoringService service;
    private final ScoringQueries queries;
    private final Caller caller;

    ScoringSheetResource(ScoringService service, ScoringQueries queries, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "List sheets, the best first", description = "A page as JSON, or all of it as a sheet when Accept names one.")
    @APIResponse(responseCode = "200", content = {@Content(mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(type = SchemaType.OBJECT, properties = {
                    @SchemaProperty(name = "items", type = SchemaType.ARRAY, implementation = ScoringView.class),
                    @SchemaProperty(name = "next", type = SchemaType.STRING)})),
            @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
    public Response list(@Valid @BeanParam ScoringFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri,
            @Context HttpHeaders headers) {
        return Sheets.wanted(headers).map(type -> export(type, filter)).orElseGet(() ->
                Response.fromResponse(PageRequest.answer(queries.list(caller.scope(), filter, page), uri))
                        .type(MediaType.APPLICATION_JSON_TYPE).build());
    }

    private Response export(String type, ScoringFilter filter) {
        UnitScope scope = caller.scope();
        queries.list(scope, filter, new PageRequest()); // refuses what must be refused before the first byte is out
        Locale locale = Language.current();
        return Sheets.answer(type, "scoring", out -> {
            try (SheetWriter sheet = SheetWriter.of(type, out, Messages.text(locale, "sheet.scoring"))) {
                sheet.row(Arrays.stream(COLUMNS).map(column -> (Object) Messages.text(locale, "column." + column)).toArray());
                queries.export(scope, filter, each -> sheet.row(each.unitCode(), each.unitName(), each.year(), each.state(), each.total(), each.band(),
                        each.id()));
            }
        });
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One sheet with its lines and appeals")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ScoringView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        ScoringView sheet = queries.one(caller.scope(), id);
        // That a unit has ended is no new version of its sheet.
        return Revision.answer(request, sheet, sheet.version(), sheet.state());
    }

    @PUT
    @Path("/{id}/lines")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Say how the unit did", description = "Of the lines that are named; the others stay as they are.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ScoringView.class)))
    public Response fill(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, @Valid @NotNull ScoringCommand.Fill command) {
        ScoringView sheet = service.fill(id, command, ifMatch);
        return Response.ok(sheet).tag(Revision.tag(sheet.version())).build();
    }

    @POST
    @Path("/{id}/submission")
    @Idempotent
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Hand the sheet in", description = "With a paper for each line that claims something and needs one; all that is missing is named.")
    public ScoringView submit(@PathParam("id") UUID id) {
        return service.submit(id);
    }

    @POST
    @Path("/{id}/return")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Send a sheet back to be filled anew", description = "By the level above; remarks stand on the lines.")
    public ScoringView sendBack(@PathParam("id") UUID id, @Valid @NotNull ScoringCommand.Check command) {
        return service.check(id, command, true);
    }

    @POST
    @Path("/{id}/grading")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Give the points", description = "By the level above. Lines that are not named keep the points that their scale has made.")
    public ScoringView grade(@PathParam("id") UUID id, @Valid @NotNull ScoringCommand.Check command) {
        return service.check(id, command, false);
    }

    @POST
    @Path("/{id}/appeals")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Object to the points of one line", description = "Once for each.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ScoringView.class)))
    public ScoringView appeal(@PathParam("id") UUID id, @Valid @NotNull ScoringCommand.Appeal command) {
        return service.appeal(id, command);
    }

    @POST
    @Path("/{id}/appeals/{appeal}/decision")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Decide an appeal", description = "By the level above, and by somebody else than who gave the points.")
    public ScoringView decide(@PathParam("id") UUID id, @PathParam("appeal") UUID appeal, @Valid @NotNull ScoringCommand.DecideAppeal command) {
        return service.decide(id, appeal, command);
    }
}

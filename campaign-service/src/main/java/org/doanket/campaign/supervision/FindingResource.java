package org.doanket.campaign.supervision;

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
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.doanket.campaign.ListFilter;
import org.doanket.campaign.word.WordQueries;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sheet.Sheets;
import org.doanket.platform.time.Zones;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/findings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "supervision")
public class FindingResource {

    private final FindingService service;
    private final SupervisionQueries queries;
    private final WordQueries words;
    private final Caller caller;
    private final Clock clock;

    FindingResource(FindingService service, SupervisionQueries queries, WordQueries words, Caller caller, Clock clock) {
        this.service = service;
        this.queries = queries;
        this.words = words;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "List findings, the newest first", description = "A page as JSON, or all of it as a sheet when Accept names one.")
    @APIResponse(responseCode = "200", content = {@Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT, properties = {
            @SchemaProperty(name = "items", type = SchemaType.ARRAY, implementation = SupervisionView.Finding.class),
            @SchemaProperty(name = "next", type = SchemaType.STRING)})),
            @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
    public Response list(@Valid @BeanParam ListFilter filter, @Valid @BeanParam SupervisionQueries.FindingFilter only,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri, @Context HttpHeaders headers) {
        // Also for a sheet: what must be refused is refused before the first byte is out.
        Page<SupervisionView.Finding> first = queries.findings(caller.scope(), filter, only, page);
        UnitScope scope = caller.scope();
        Locale language = Language.current();
        return Sheets.wanted(headers).map(type -> Sheets.answer(type, "findings", out -> {
            try (FindingSheet sheet = new FindingSheet(type, out, language, words.labels(WordQueries.SUPERVISION_TOPICS, Zones.today(clock), language))) {
                queries.eachFinding(scope, filter, only, sheet);
            }
        })).orElseGet(() -> Response.fromResponse(PageRequest.answer(first, uri)).type(MediaType.APPLICATION_JSON_TYPE).build());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One finding")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SupervisionView.Finding.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        SupervisionView.Finding finding = queries.finding(caller.scope(), id);
        return Revision.answer(request, finding, finding.recommendations() + 1L);
    }

    @POST
    @Path("/{id}/recommendations")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Recommend what is to be done, by whom and by when", description = "Without a day it is due as the clock of the jurisdiction has it.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = SupervisionView.Recommendation.class)))
    public Response recommend(@PathParam("id") UUID id, @Valid @NotNull SupervisionCommand.Recommend command, @Context UriInfo uri) {
        SupervisionView.Recommendation made = queries.recommendation(caller.scope(), service.recommend(id, command));
        return Created.at(Created.path(uri, "v1/recommendations/" + made.id()), made).tag(Revision.tag(made.version())).build();
    }
}

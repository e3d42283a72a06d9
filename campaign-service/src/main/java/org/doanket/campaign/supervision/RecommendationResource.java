package org.doanket.campaign.supervision;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import java.util.Locale;
import java.util.UUID;
import org.doanket.campaign.ListFilter;
import org.doanket.campaign.supervision.SupervisionView.Recommendation;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Revision;
import org.doanket.platform.page.Page;
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

@Path("/v1/recommendations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "supervision")
public class RecommendationResource {

    private final FindingService service;
    private final SupervisionQueries queries;
    private final Caller caller;

    RecommendationResource(FindingService service, SupervisionQueries queries, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "List recommendations, the newest first", description = "Those that units in range have given, and those that they "
            + "have got. Also those alone that are overdue: not answered in time, or accepted and not "
            + "carried out in time. A page as JSON, or all of it as a sheet when Accept names one.")
    @APIResponse(responseCode = "200", content = {@Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT, properties = {
            @SchemaProperty(name = "items", type = SchemaType.ARRAY, implementation = Recommendation.class),
            @SchemaProperty(name = "next", type = SchemaType.STRING)})),
            @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
    public Response list(@Valid @BeanParam ListFilter filter, @Valid @BeanParam SupervisionQueries.RecommendationFilter only,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri, @Context HttpHeaders headers) {
        UnitScope scope = caller.scope();
        // Also for a sheet: what must be refused is refused before the first byte is out.
        Page<Recommendation> first = queries.recommendations(scope, filter, only, page);
        Locale language = Language.current();
        return Sheets.wanted(headers).map(type -> Sheets.answer(type, "recommendations", out -> {
            try (RecommendationSheet sheet = new RecommendationSheet(type, out, language)) {
                queries.eachRecommendation(scope, filter, only, sheet);
            }
        })).orElseGet(() -> Response.fromResponse(PageRequest.answer(first, uri)).type(MediaType.APPLICATION_JSON_TYPE).build());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One recommendation")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Recommendation.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        Recommendation recommendation = queries.recommendation(caller.scope(), id);
        return Revision.answer(request, recommendation, recommendation.version());
    }

    @PUT
    @Path("/{id}/answer")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Record the addressee's answer", description = "By the unit that supervises, or by the one that is "
            + "supervised. Also anew, where he had refused. What he accepts is to be carried out by the day he "
            + "names, or else by the clock of the jurisdiction.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Recommendation.class)))
    public Response answer(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, @Valid @NotNull SupervisionCommand.Answer command) {
        service.answer(id, command, ifMatch);
        return answer(id);
    }

    @PUT
    @Path("/{id}/result")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Record what came of it, in people and money", description = "By the unit that supervises, or by the one that is supervised.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Recommendation.class)))
    public Response result(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, @Valid @NotNull SupervisionCommand.Result command) {
        service.conclude(id, command, ifMatch);
        return answer(id);
    }

    private Response answer(UUID id) {
        Recommendation recommendation = queries.recommendation(caller.scope(), id);
        return Response.ok(recommendation).tag(Revision.tag(recommendation.version())).build();
    }
}

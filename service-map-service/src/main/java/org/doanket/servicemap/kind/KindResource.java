package org.doanket.servicemap.kind;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.security.Roles;
import org.doanket.servicemap.OpenData;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@OpenData
@Path("/v1")
@Produces("application/json")
@Tag(name = "kinds", description = "The legend of the map, in the language asked for; set at the top, for all")
public class KindResource {

    private final KindService service;
    private final KindQueries queries;

    KindResource(KindService service, KindQueries queries) {
        this.service = service;
        this.queries = queries;
    }

    @GET
    @Path("/kinds")
    @PermitAll
    @Operation(summary = "The kinds of service points", description = "on a day: those that are offered then; today if it is left out.")
    public Page<KindView> kinds(@QueryParam("jurisdiction") String jurisdiction, @QueryParam("on") LocalDate on) {
        return new Page<>(queries.kinds(jurisdiction, on, Language.current()), null);
    }

    @POST
    @Path("/kinds")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Offer a kind of service points from a day on")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = LegendView.class)))
    @APIResponse(responseCode = "409", description = "Its code or its position is taken")
    public Response addKind(@Valid @NotNull KindCommand.AddKind asked, @Context UriInfo uri) {
        return created(uri, service.add(Legend.KIND, asked));
    }

    @GET
    @Path("/kinds/{code}")
    @PermitAll
    @Operation(summary = "A kind as it is set, in all languages")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LegendView.class)))
    public Response kind(@PathParam("code") String code, @Context Request request) {
        return answer(queries.entry(Legend.KIND, code), request);
    }

    @PATCH
    @Path("/kinds/{code}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Correct a kind's labels or its place in lists, or set the day from which no new point can be one",
            description = "Points that are one stay one.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LegendView.class)))
    public Response editKind(@PathParam("code") String code, @HeaderParam("If-Match") String ifMatch, @NotNull JsonNode patch) {
        return answer(service.edit(Legend.KIND, code, ifMatch, patch));
    }

    @GET
    @Path("/amenities")
    @PermitAll
    @Operation(summary = "What service points can have", description = "on a day: what is offered then; today if it is left out.")
    public Page<AmenityView> amenities(@QueryParam("on") LocalDate on) {
        return new Page<>(queries.amenities(on, Language.current()), null);
    }

    @POST
    @Path("/amenities")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Offer an amenity from a day on")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = LegendView.class)))
    @APIResponse(responseCode = "409", description = "Its code or its position is taken")
    public Response addAmenity(@Valid @NotNull KindCommand.AddAmenity asked, @Context UriInfo uri) {
        return created(uri, service.add(Legend.AMENITY, asked));
    }

    @GET
    @Path("/amenities/{code}")
    @PermitAll
    @Operation(summary = "An amenity as it is set, in all languages")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LegendView.class)))
    public Response amenity(@PathParam("code") String code, @Context Request request) {
        return answer(queries.entry(Legend.AMENITY, code), request);
    }

    @PATCH
    @Path("/amenities/{code}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Correct an amenity's labels or its place in lists, or set the day from which no point can have it anew",
            description = "Points that have it keep it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LegendView.class)))
    public Response editAmenity(@PathParam("code") String code, @HeaderParam("If-Match") String ifMatch, @NotNull JsonNode patch) {
        return answer(service.edit(Legend.AMENITY, code, ifMatch, patch));
    }

    static Response created(UriInfo uri, LegendView entry) {
        return Created.at(uri.getRequestUri().getRawPath() + '/' + entry.code(), entry).tag(Revision.tag(entry.version())).build();
    }

    static Response answer(LegendView entry, Request request) {
        return Revision.answer(request, entry, entry.version());
    }

    static Response answer(LegendView entry) {
        return Response.ok(entry).tag(Revision.tag(entry.version())).build();
    }
}

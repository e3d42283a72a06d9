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
import org.doanket.platform.http.Language;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is filed at a desk and what a tip may be about: words as kinds of points are. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "kinds")
public class LegendResource {

    private final KindService service;
    private final KindQueries queries;

    LegendResource(KindService service, KindQueries queries) {
        this.service = service;
        this.queries = queries;
    }

    @GET
    @Path("/filing-procedures")
    @PermitAll
    @Operation(summary = "What can be filed online at a desk", description = "on a day: what is offered then; today if it is left out.")
    public Page<KindView> procedures(@QueryParam("jurisdiction") String jurisdiction, @QueryParam("on") LocalDate on) {
        return new Page<>(queries.kinds(Legend.PROCEDURE, jurisdiction, on, Language.current()), null);
    }

    @POST
    @Path("/filing-procedures")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Let something else be filed from a day on")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = LegendView.class)))
    @APIResponse(responseCode = "409", description = "Its code or its position is taken")
    public Response addProcedure(@Valid @NotNull KindCommand.AddKind asked, @Context UriInfo uri) {
        return KindResource.created(uri, service.add(Legend.PROCEDURE, asked));
    }

    @GET
    @Path("/filing-procedures/{code}")
    @PermitAll
    @Operation(summary = "What can be filed as it is set, in all languages")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LegendView.class)))
    public Response procedure(@PathParam("code") String code, @Context Request request) {
        return KindResource.answer(queries.entry(Legend.PROCEDURE, code), request);
    }

    @PATCH
    @Path("/filing-procedures/{code}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Correct its labels or its place in lists, or set the day from which it is filed no more", description = "What was filed stays counted.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LegendView.class)))
    public Response editProcedure(@PathParam("code") String code, @HeaderParam("If-Match") String ifMatch, @NotNull JsonNode patch) {
        return KindResource.answer(service.edit(Legend.PROCEDURE, code, ifMatch, patch));
    }

    @GET
    @Path("/tip-kinds")
    @PermitAll
    @Operation(summary = "What a tip may be about", description = "on a day: what is offered then; today if it is left out.")
    public Page<AmenityView> tipKinds(@QueryParam("on") LocalDate on) {
        return new Page<>(queries.amenities(Legend.TIP_KIND, on, Language.current()), null);
    }

    @POST
    @Path("/tip-kinds")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Let tips be about something else from a day on")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = LegendView.class)))
    @APIResponse(responseCode = "409", description = "Its code or its position is taken")
    public Response addTipKind(@Valid @NotNull KindCommand.AddAmenity asked, @Context UriInfo uri) {
        return KindResource.created(uri, service.add(Legend.TIP_KIND, asked));
    }

    @GET
    @Path("/tip-kinds/{code}")
    @PermitAll
    @Operation(summary = "What a tip may be about as it is set, in all languages")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LegendView.class)))
    public Response tipKind(@PathParam("code") String code, @Context Request request) {
        return KindResource.answer(queries.entry(Legend.TIP_KIND, code), request);
    }

    @PATCH
    @Path("/tip-kinds/{code}")
    @Consumes({MergePatch.TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Correct its labels or its place in lists, or set the day from which no tip is about it", description = "Tips that are about it stay.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LegendView.class)))
    public Response editTipKind(@PathParam("code") String code, @HeaderParam("If-Match") String ifMatch, @NotNull JsonNode patch) {
        return KindResource.answer(service.edit(Legend.TIP_KIND, code, ifMatch, patch));
    }
}

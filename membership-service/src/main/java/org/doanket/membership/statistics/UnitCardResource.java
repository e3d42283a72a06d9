package org.doanket.membership.statistics;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.http.Revision;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/units/{id}/card")
@Produces("application/json")
@Tag(name = "units")
public class UnitCardResource {

    private final UnitCardService cards;
    private final UnitCardQueries queries;
    private final Caller caller;

    UnitCardResource(UnitCardService cards, UnitCardQueries queries, Caller caller) {
        this.cards = cards;
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "The register card of a unit, as of a day if one is named", description = "Empty, with the version 0, until one is written.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = UnitCardView.class)))
    public Response one(@PathParam("id") UUID id, @QueryParam("asOf") LocalDate asOf, @Context Request request) {
        UnitCardView card = queries.one(caller.scope(), id, asOf);
        return Revision.answer(request, card, card.version());
    }

    @PUT
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "Write the register card of a unit from a day on", description = "What it said before that day stays.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = UnitCardView.class)))
    @APIResponse(responseCode = "409", description = "A card is on record for a later day")
    @APIResponse(responseCode = "412", description = "Changed meanwhile")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response write(@PathParam("id") UUID id, @Valid @NotNull StatisticsCommand.WriteCard command, @HeaderParam("If-Match") String ifMatch) {
        cards.write(id, command, ifMatch, caller.scope());
        UnitCardView card = queries.one(caller.scope(), id, null);
        return Response.ok(card).tag(Revision.tag(card.version())).build();
    }
}

package org.doanket.membership.unit;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
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
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.administrative.AdministrativeUnitView;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/units")
@Produces("application/json")
@Tag(name = "units", description = "The dated tree of union organisations")
public class UnitResource {

    private final UnitService units;
    private final UnitQueries queries;
    private final Caller caller;

    UnitResource(UnitService units, UnitQueries queries, Caller caller) {
        this.units = units;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Found a unit", description = "Without parentId a root, which only the installation's own officer may found.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = UnitView.class)))
    @APIResponse(responseCode = "409", description = "The code is or was in use, or the parent did not stand on that day")
    @APIResponse(responseCode = "422", description = "Unknown kind or territory, another jurisdiction than the parent's, a day to come; or a founder "
            + "who may not found, with the rule")
    public Response found(@Valid @NotNull UnitCommand.Found command, @Context UriInfo uri) {
        UUID id = units.found(command, caller.scope());
        UnitView unit = queries.one(caller.scope(), id, null);
        return Created.at(uri, id, unit, unit.version());
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.MAP_EDITOR,
            Roles.DESK_CLERK, Roles.MEMBER, Roles.INTEGRATION})
    @Operation(summary = "List units", description = "By code; those that live today, or lived on the day asOf.")
    public RestResponse<Page<UnitView>> list(@Valid @BeanParam UnitQueries.Filter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.MAP_EDITOR,
            Roles.DESK_CLERK, Roles.MEMBER, Roles.INTEGRATION})
    @Operation(summary = "One unit, today or asOf a day")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = UnitView.class)))
    @APIResponse(responseCode = "404", description = "Not within your scope, or not there on that day")
    public Response one(@PathParam("id") UUID id, @QueryParam("asOf") LocalDate asOf, @Context Request request) {
        UnitView unit = queries.one(caller.scope(), id, asOf);
        return Revision.answer(request, unit, unit.version());
    }

    @GET
    @Path("/{id}/subtree")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.MAP_EDITOR,
            Roles.DESK_CLERK, Roles.MEMBER, Roles.INTEGRATION})
    @Operation(summary = "A unit and all below it, parents first")
    public RestResponse<Page<UnitView>> subtree(@PathParam("id") UUID id, @QueryParam("asOf") LocalDate asOf, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.subtree(caller.scope(), id, asOf, page), uri);
    }

    @GET
    @Path("/{id}/history")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR})
    @Operation(summary = "What happened to a unit, by which act, and who recorded it")
    public List<UnitView.Event> history(@PathParam("id") UUID id) {
        return queries.history(caller.scope(), id);
    }

    @GET
    @Path("/{id}/territory")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.MAP_EDITOR,
            Roles.DESK_CLERK, Roles.MEMBER, Roles.INTEGRATION})
    @Operation(summary = "The administrative units that a unit covers, today or asOf a day", description = "As they were that day. Of one that was no more "
            + "by then the last is told, and what it became.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = AdministrativeUnitView.Area.class)))
    @APIResponse(responseCode = "404", description = "Not within your scope, or not there on that day")
    public List<AdministrativeUnitView.Area> territory(@PathParam("id") UUID id, @QueryParam("asOf") LocalDate asOf) {
        return queries.territory(caller.scope(), id, asOf);
    }

    @GET
    @Path("/{id}/founders")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "The members who founded a unit, by name", description = "Those who were members already and were named at the founding.")
    public List<UnitView.Founder> founders(@PathParam("id") UUID id) {
        return queries.founders(caller.scope(), id);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, "application/json"})
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Another name or territory, from a day on", description = "For the unit above; its own officers do not rename it.")
    @RequestBody(content = @Content(mediaType = MergePatch.TYPE, schema = @Schema(implementation = UnitCommand.Change.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = UnitView.class)))
    @APIResponse(responseCode = "412", description = "Changed meanwhile")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response change(@PathParam("id") UUID id, @NotNull JsonNode patch, @HeaderParam("If-Match") String ifMatch) {
        units.change(id, patch, ifMatch, caller.scope());
        return now(id);
    }

    @POST
    @Path("/{id}/moves")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Move a unit, with all below it, beneath another parent")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = UnitView.class)))
    @APIResponse(responseCode = "409", description = "Already there, ended, or another change is on record for a later day")
    @APIResponse(responseCode = "422", description = "Beneath itself, another jurisdiction, a day to come")
    public Response move(@PathParam("id") UUID id, @Valid @NotNull UnitCommand.Move command) {
        units.move(id, command, caller.scope());
        return now(id);
    }

    @POST
    @Path("/{id}/ending")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "End a unit", description = "It must have neither units nor members left; its code is never used again.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = UnitView.class)))
    @APIResponse(responseCode = "409", description = "Has units or members, or has ended")
    public Response end(@PathParam("id") UUID id, @Valid @NotNull UnitCommand.End command) {
        units.end(id, command, caller.scope());
        return now(id);
    }

    private Response now(UUID id) {
        UnitView unit = queries.one(caller.scope(), id, null);
        return Response.ok(unit).tag(Revision.tag(unit.version())).build();
    }
}

package org.doanket.membership.body;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.Restricted;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/bodies")
@Produces("application/json")
@Tag(name = "bodies", description = "Committees and the like, each for one term")
public class BodyResource {

    private final BodyService bodies;
    private final BodyQueries queries;
    private final OfficerQueries officers;
    private final Caller caller;

    BodyResource(BodyService bodies, BodyQueries queries, OfficerQueries officers, Caller caller) {
        this.bodies = bodies;
        this.queries = queries;
        this.officers = officers;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Record a body that was elected or appointed, with its officers", description = "Recorded by the unit itself it waits "
            + "for recognition; recorded above it sits at once, ends the one before it, and its officers have their roles.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = BodyView.class)))
    @APIResponse(responseCode = "403", description = "Appointing is for the unit above")
    @APIResponse(responseCode = "409", description = "One waits already, the one that sits began later, or the unit has ended")
    @APIResponse(responseCode = "422", description = "Size, term, positions, or a member who may not stand; the rule is named")
    public Response form(@Valid @NotNull BodyCommand.Form command, @Context UriInfo uri) {
        UUID id = bodies.form(command, caller.scope());
        BodyView body = queries.one(caller.scope(), id);
        return Created.at(uri, id, body, body.version());
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "List bodies by the day on which their term ends", description = "endsWithin days: where a congress is due. "
            + "vacant: where seats are. state=awaiting: those to be recognised. asOf a day: those of that day, in the state and with the vacancies that "
            + "they had, in the units that then stood below this one; one that was recognised late sat from its first day on.")
    public RestResponse<Page<BodyView>> list(@Valid @BeanParam BodyQueries.Filter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One body")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BodyView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        BodyView body = queries.one(caller.scope(), id);
        return Revision.answer(request, body, body.version(), body.state(), body.vacancies(), body.findings());
    }

    @GET
    @Path("/{id}/deadlines")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "What has to be done after its congress, by when, and by which rule")
    public List<BodyView.Deadline> deadlines(@PathParam("id") UUID id) {
        return queries.deadlines(caller.scope(), id);
    }

    @GET
    @Path("/{id}/findings")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "Where a committee is not put together as the rules aim for", description = "Shares of women and of those under 40 on its "
            + "first day, by the rules in force then. Warnings: they keep nobody from recognising it. Of a body that is over there are none.")
    public List<BodyView.Finding> findings(@PathParam("id") UUID id) {
        return queries.findings(caller.scope(), id);
    }

    @POST
    @Path("/{id}/recognition")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Recognise an elected body", description = "By the unit above. It sits from its first day on and ends the one before it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BodyView.class)))
    @APIResponse(responseCode = "409", description = "It does not wait for that")
    public Response recognise(@PathParam("id") UUID id, @Valid @NotNull BodyCommand.Recognise command) {
        bodies.recognise(id, command, caller.scope());
        return now(id);
    }

    @POST
    @Path("/{id}/refusal")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Refuse to recognise an elected body", description = "By the unit above.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BodyView.class)))
    public Response refuse(@PathParam("id") UUID id, @Valid @NotNull BodyCommand.Refuse command) {
        bodies.refuse(id, command, caller.scope());
        return now(id);
    }

    @POST
    @Path("/{id}/ending")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "End a body with all its offices and their roles", description = "By the unit above.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BodyView.class)))
    public Response end(@PathParam("id") UUID id, @Valid @NotNull BodyCommand.End command) {
        bodies.end(id, command, caller.scope());
        return now(id);
    }

    @POST
    @Path("/{id}/officers")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Fill a vacancy", description = "By the unit above, who recognises a by-election or appoints.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = OfficerView.class)))
    @APIResponse(responseCode = "409", description = "No seat is left, the office is taken, or the body does not sit")
    public Response install(@PathParam("id") UUID id, @Valid @NotNull BodyCommand.Install command) {
        UUID officer = bodies.install(id, command, caller.scope());
        OfficerView view = officers.one(caller.scope(), officer, Restricted.isSeenBy(caller));
        return Created.at("/membership/v1/officers/" + officer, view).tag(Revision.tag(view.version())).build();
    }

    private Response now(UUID id) {
        BodyView body = queries.one(caller.scope(), id);
        return Response.ok(body).tag(Revision.tag(body.version())).build();
    }
}

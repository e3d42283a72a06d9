package org.doanket.membership.congress;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
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

@Path("/v1/congresses")
@Produces("application/json")
@Tag(name = "congresses", description = "Congresses of all members or of delegates: planned, held or cancelled")
public class CongressResource {

    private final CongressService congresses;
    private final CongressQueries queries;
    private final Caller caller;

    CongressResource(CongressService congresses, CongressQueries queries, Caller caller) {
        this.congresses = congresses;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Convene a congress", description = "In a grass-roots union the number of members says whether all come or delegates, "
            + "unless the unit above consents to the other form.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CongressView.class)))
    @APIResponse(responseCode = "409", description = "One of this kind is planned already, or the unit has ended")
    @APIResponse(responseCode = "422", description = "Days, places, or a form against the rule, which is named")
    public Response plan(@Valid @NotNull CongressCommand.Plan command, @Context UriInfo uri) {
        UUID id = congresses.plan(command, caller.scope());
        CongressView congress = queries.one(caller.scope(), id);
        return Created.at(uri, id, congress, congress.version());
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "List congresses by the day for which they are planned", description = "asOf a day: those that were convened by then, in the state "
            + "and with the delegates that they had, in the units that then stood below this one. For which day one was planned is not dated.")
    public RestResponse<Page<CongressView>> list(@Valid @BeanParam CongressQueries.Filter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, page), uri);
    }

    @GET
    @Path("/due")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "Units whose next ordinary congress is due", description = "Whose executive committee's term ends within so many days or is over, "
            + "and that have held none since it began; with the one that is planned. Of your unit, or of the one named, and of all below. "
            + "asOf a day: whose was due then, in the tree as it stood.")
    public RestResponse<Page<CongressView.Due>> due(@QueryParam("unit") UUID unit, @QueryParam("within") @DefaultValue("365") @Min(0) @Max(10_000) int within,
            @QueryParam("asOf") LocalDate asOf, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.due(caller.scope(), unit, within, asOf, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "One congress")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CongressView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        CongressView congress = queries.one(caller.scope(), id);
        return Revision.answer(request, congress, congress.version(), congress.delegates(), congress.bodyId());
    }

    @POST
    @Path("/{id}/postponement")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Give a congress another day")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CongressView.class)))
    @APIResponse(responseCode = "409", description = "It is planned no more, or was not convened by then")
    public Response postpone(@PathParam("id") UUID id, @Valid @NotNull CongressCommand.Postpone command) {
        congresses.postpone(id, command, caller.scope());
        return now(id);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Cancel a congress that is planned")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CongressView.class)))
    @APIResponse(responseCode = "409", description = "It is planned no more, or was not convened by then")
    public Response cancel(@PathParam("id") UUID id, @Valid @NotNull CongressCommand.Cancel command) {
        congresses.cancel(id, command, caller.scope());
        return now(id);
    }

    @POST
    @Path("/{id}/holding")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Put on record that a congress was held", description = "With who of the delegates did not come, or how many members did; by its "
            + "minutes. The next one of the unit is due with the term of the body that it elected.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CongressView.class)))
    @APIResponse(responseCode = "409", description = "It is planned no more, was not convened by then, or has no delegates")
    @APIResponse(responseCode = "422", description = "Fewer came than the rule asks for, which is named; or somebody absent is no delegate")
    public Response hold(@PathParam("id") UUID id, @Valid @NotNull CongressCommand.Hold command) {
        congresses.hold(id, command, caller.scope());
        return now(id);
    }

    @POST
    @Path("/{id}/delegates")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Name delegates by one act", description = "Elected in a unit below, by office in the executive committee that goes out, or "
            + "appointed: of these no more than the rule's share. All of them or none.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CongressView.class)))
    @APIResponse(responseCode = "409", description = "No place is left, all members come, or it is planned no more")
    @APIResponse(responseCode = "422", description = "Each who is no member there, is one already, has no seat or may not stand as a delegate, with the rule; "
            + "or too many are appointed")
    public Response name(@PathParam("id") UUID id, @Valid @NotNull CongressCommand.Name command) {
        congresses.name(id, command, caller.scope());
        return now(id);
    }

    @GET
    @Path("/{id}/delegates")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "The delegates to a congress", description = "state=all with those who withdrew. Others than officers do not see the name of a "
            + "member whose file is restricted by a data request.")
    public RestResponse<Page<DelegateView>> delegates(@PathParam("id") UUID id, @QueryParam("basis") @Pattern(regexp = "elected|office|appointed") String basis,
            @QueryParam("state") @Pattern(regexp = "open|all") String state, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.delegates(caller.scope(), id, basis, "all".equals(state), Restricted.isSeenBy(caller), page), uri);
    }

    @POST
    @Path("/{id}/delegates/{delegate}/withdrawal")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Take a delegate off the list", description = "The place is free for another.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CongressView.class)))
    @APIResponse(responseCode = "409", description = "Withdrawn already, or the congress is planned no more")
    public Response withdraw(@PathParam("id") UUID id, @PathParam("delegate") UUID delegate, @Valid @NotNull CongressCommand.Withdraw command) {
        congresses.withdraw(id, delegate, command, caller.scope());
        return now(id);
    }

    private Response now(UUID id) {
        CongressView congress = queries.one(caller.scope(), id);
        return Response.ok(congress).tag(Revision.tag(congress.version())).build();
    }
}

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
import java.util.UUID;
import org.doanket.membership.Restricted;
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

@Path("/v1/officers")
@Produces("application/json")
@Tag(name = "officers", description = "Who holds which office, from when to when, and which roles follow from it")
public class OfficerResource {

    private final OfficerService officers;
    private final OfficerQueries queries;
    private final Caller caller;

    OfficerResource(OfficerService officers, OfficerQueries queries, Caller caller) {
        this.officers = officers;
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "List officers", description = "In office now, or state=all with those who were. asOf a day: those of that day, "
            + "with the roles that they had, in the units that then stood below this one; of whom you reach no more you see the office, not the name. "
            + "So others than officers do of a member whose file is restricted by a data request.")
    public RestResponse<Page<OfficerView>> list(@Valid @BeanParam OfficerQueries.Filter filter, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, Restricted.isSeenBy(caller), page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "One officer")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OfficerView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        OfficerView officer = queries.one(caller.scope(), id, Restricted.isSeenBy(caller));
        return Revision.answer(request, officer, officer.version());
    }

    @POST
    @Path("/{id}/ending")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "End an office, and the roles that it brought, everywhere within seconds", description = "By the unit above. "
            + "A dismissal needs its decision and the notice of the law.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OfficerView.class)))
    @APIResponse(responseCode = "409", description = "It is over, or had not begun by then")
    @APIResponse(responseCode = "422", description = "A dismissal without a decision or before the notice is over; the rule is named")
    public Response end(@PathParam("id") UUID id, @Valid @NotNull BodyCommand.EndOffice command) {
        officers.end(id, command, caller.scope());
        return now(id);
    }

    @POST
    @Path("/{id}/account")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Say by which subject the identity provider knows an officer", description = "By the unit above. Where tokens carry the "
            + "claim member it is not needed.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OfficerView.class)))
    public Response rename(@PathParam("id") UUID id, @Valid @NotNull BodyCommand.Account command) {
        officers.rename(id, command, caller.scope());
        return now(id);
    }

    private Response now(UUID id) {
        OfficerView officer = queries.one(caller.scope(), id, Restricted.isSeenBy(caller));
        return Response.ok(officer).tag(Revision.tag(officer.version())).build();
    }
}

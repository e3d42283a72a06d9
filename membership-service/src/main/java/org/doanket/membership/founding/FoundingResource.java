package org.doanket.membership.founding;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
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

@Path("/v1/foundings")
@Produces("application/json")
@Tag(name = "foundings", description = "Grass-roots unions and guilds in the making, with the papers that go up to be recognised")
public class FoundingResource {

    private final FoundingService foundings;
    private final FoundingQueries queries;
    private final Caller caller;

    FoundingResource(FoundingService foundings, FoundingQueries queries, Caller caller) {
        this.foundings = foundings;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Begin a founding", description = "By an officer of the unit that is to recognise it, or above, who helps the initiators.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = FoundingView.class)))
    @APIResponse(responseCode = "422", description = "No kind of grass-roots union, or a unit that recognises none")
    public Response begin(@Valid @NotNull FoundingCommand.Draft command, @Context UriInfo uri) {
        UUID id = foundings.begin(command, caller.scope());
        FoundingView founding = queries.one(caller.scope(), id);
        return Created.at(uri, id, founding, founding.version());
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "List foundings", description = "Without a state those on which something is still to be done. "
            + "asOf a day: in the state that they had, in the units that then stood below this one. Names and how many people are in it are not dated.")
    public RestResponse<Page<FoundingView.Listed>> list(@Valid @BeanParam FoundingQueries.Filter filter, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "One founding, with its congress and the committee's first meeting")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FoundingView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        FoundingView founding = queries.one(caller.scope(), id);
        return Revision.answer(request, founding, founding.version());
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Write down anew what is to be founded, and below which unit")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FoundingView.class)))
    @APIResponse(responseCode = "409", description = "It has gone up, or it is over")
    public Response change(@PathParam("id") UUID id, @Valid @NotNull FoundingCommand.Draft command, @HeaderParam("If-Match") String ifMatch) {
        foundings.change(id, command, ifMatch, caller.scope());
        return now(id);
    }

    @PUT
    @Path("/{id}/congress")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Write down the founding congress: who came, what was said, how was voted")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FoundingView.class)))
    @APIResponse(responseCode = "409", description = "It has gone up, or it is over")
    public Response setCongress(@PathParam("id") UUID id, @Valid @NotNull FoundingCommand.Congress command, @HeaderParam("If-Match") String ifMatch) {
        foundings.setCongress(id, command, ifMatch, caller.scope());
        return now(id);
    }

    @PUT
    @Path("/{id}/first-meeting")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Write down the committee's first meeting: its chair, and the other bodies")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FoundingView.class)))
    @APIResponse(responseCode = "409", description = "It has gone up, or it is over")
    public Response setMeeting(@PathParam("id") UUID id, @Valid @NotNull FoundingCommand.Meeting command, @HeaderParam("If-Match") String ifMatch) {
        foundings.setMeeting(id, command, ifMatch, caller.scope());
        return now(id);
    }

    @GET
    @Path("/{id}/findings")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "What is still missing or against a rule, and what is late", description = "Each with the rule and whether somebody has read it.")
    public List<FoundingView.Finding> findings(@PathParam("id") UUID id) {
        return foundings.findings(id, caller.scope());
    }

    @POST
    @Path("/{id}/submission")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Send the dossier up", description = "From then on it stays as it is until the unit above has answered.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FoundingView.class)))
    @APIResponse(responseCode = "409", description = "It is not in a state for that, or the unit above has ended: name another one first")
    @APIResponse(responseCode = "422", description = "Something is in the way: findings says what")
    public Response submit(@PathParam("id") UUID id) {
        foundings.submit(id, caller.scope());
        return now(id);
    }

    @POST
    @Path("/{id}/recognition")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Recognise it", description = "The unit is founded, its members are admitted, or transferred where they are members of a unit below yours, and its bodies take office in one.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FoundingView.class)))
    @APIResponse(responseCode = "409", description = "It has not been sent up, the code was a unit's, or somebody is a member of a unit that is not below yours")
    public Response recognise(@PathParam("id") UUID id, @Valid @NotNull FoundingCommand.Recognise command) {
        foundings.recognise(id, command, caller.scope());
        return now(id);
    }

    @POST
    @Path("/{id}/return")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Send it back, with reasons", description = "It can be put right and sent up again.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FoundingView.class)))
    public Response sendBack(@PathParam("id") UUID id, @Valid @NotNull FoundingCommand.Reasons command) {
        foundings.sendBack(id, command, caller.scope());
        return now(id);
    }

    @POST
    @Path("/{id}/abandonment")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Give it up: what was kept of its people is destroyed")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FoundingView.class)))
    public Response abandon(@PathParam("id") UUID id, @Valid @NotNull FoundingCommand.Reasons command) {
        foundings.abandon(id, command, caller.scope());
        return now(id);
    }

    private Response now(UUID id) {
        FoundingView founding = queries.one(caller.scope(), id);
        return Response.ok(founding).tag(Revision.tag(founding.version())).build();
    }
}

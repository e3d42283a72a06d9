package org.doanket.membership.datarequest;

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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
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

@Path("/v1/me/data-requests")
@Produces("application/json")
@Tag(name = "me")
public class MyDataRequestResource {

    private final DataRequestService requests;
    private final DataRequestQueries queries;
    private final Caller caller;

    MyDataRequestResource(DataRequestService requests, DataRequestQueries queries, Caller caller) {
        this.requests = requests;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.MEMBER)
    @Idempotent
    @Operation(summary = "Ask for what the law gives me over my data", description = "A correction, with the fields as they should be. An erasure, "
            + "which ends the membership when it is accepted; what it leaves and why: retention. A restriction: once accepted the file is kept but "
            + "changed by no officer and no import otherwise than by my corrections, left out of every sheet of members, and seen by officers alone; status, "
            + "unit and dues go on; until I take it back or an officer lifts it and says why. An objection to some use, with the reason; the officer "
            + "decides and gives the reasons. A withdrawal of a consent: holds at once, and the answer says what was done about what it had allowed; "
            + "me/consents withdraws without an answer. Each has its term, by the rule that is cited.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = DataRequestView.class)))
    @APIResponse(responseCode = "409", description = "One of this kind waits for an answer or is in force already, or that consent was never given")
    public Response ask(@Valid @NotNull DataRequestCommand.Ask command, @Context UriInfo uri) {
        UUID id = requests.ask(caller.ownMember(), command, caller.scope());
        DataRequestView request = queries.one(caller.scope(), id);
        return Created.at(uri, id, request, request.version());
    }

    @GET
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "What I have asked, the newest first")
    public RestResponse<Page<DataRequestView>> mine(@Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.of(caller.scope(), caller.ownMember(), page), uri);
    }

    @GET
    @Path("/retention")
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "What an erasure leaves, and why")
    public List<DataRequestView.Retention> retention() {
        return queries.stays(caller.scope(), caller.ownMember());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "One of my requests, its terms and its answer")
    public DataRequestView one(@PathParam("id") UUID id) {
        DataRequestView request = queries.one(caller.scope(), id);
        if (!request.memberId().equals(caller.ownMember())) {
            throw Problem.notFound("data-request");
        }
        return request;
    }

    @POST
    @Path("/{id}/taking-back")
    @RolesAllowed(Roles.MEMBER)
    @Idempotent
    @Operation(summary = "Take my request back, while it has no answer, or lift the restriction that is in force")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DataRequestView.class)))
    @APIResponse(responseCode = "409", description = "It was answered, and is no restriction in force")
    public DataRequestView takeBack(@PathParam("id") UUID id) {
        requests.takeBack(id, caller.ownMember(), caller.scope());
        return queries.one(caller.scope(), id);
    }
}

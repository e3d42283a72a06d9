package org.doanket.membership.founding;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
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
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The people of a founding. They carry its tag: who changes one changes the dossier. */
@Path("/v1/foundings/{id}/people")
@Produces("application/json")
@Tag(name = "foundings")
public class FoundingPersonResource {

    private final FoundingPersonService people;
    private final FoundingQueries queries;
    private final Caller caller;

    FoundingPersonResource(FoundingPersonService people, FoundingQueries queries, Caller caller) {
        this.people = people;
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Who wants to join, in the order of entry; national ids and phones masked")
    public List<FoundingPersonView> people(@PathParam("id") UUID id) {
        return queries.people(caller.scope(), id);
    }

    @POST
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Enter somebody who wants to join, with application and CV")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = FoundingPersonView.class)))
    @APIResponse(responseCode = "409", description = "Is in it already, it has gone up, or it is over")
    public Response enter(@PathParam("id") UUID id, @Valid @NotNull FoundingCommand.Person command, @Context UriInfo uri) {
        UUID person = people.enter(id, command, caller.scope());
        return Created.at(uri, person, queries.person(caller.scope(), id, person), queries.one(caller.scope(), id).version());
    }

    @GET
    @Path("/{person}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "One of them; national id and phone masked")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FoundingPersonView.class)))
    public Response one(@PathParam("id") UUID id, @PathParam("person") UUID person, @Context Request request) {
        return Revision.answer(request, queries.person(caller.scope(), id, person), queries.one(caller.scope(), id).version());
    }

    @PUT
    @Path("/{person}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Write one down anew", description = "If-Match: the tag of the founding.")
    public FoundingPersonView change(@PathParam("id") UUID id, @PathParam("person") UUID person, @Valid @NotNull FoundingCommand.Person command,
            @HeaderParam("If-Match") String ifMatch) {
        people.changePerson(id, person, command, ifMatch, caller.scope());
        return queries.person(caller.scope(), id, person);
    }

    @DELETE
    @Path("/{person}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Take somebody out who wants to join no more", description = "If-Match: the tag of the founding.")
    @APIResponse(responseCode = "204", description = "Is out")
    @APIResponse(responseCode = "409", description = "Has a part in the congress or the meeting")
    public void remove(@PathParam("id") UUID id, @PathParam("person") UUID person, @HeaderParam("If-Match") String ifMatch) {
        people.remove(id, person, ifMatch, caller.scope());
    }
}

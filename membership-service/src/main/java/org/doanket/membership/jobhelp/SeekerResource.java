package org.doanket.membership.jobhelp;

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
import java.util.UUID;
import org.doanket.membership.Restricted;
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

@Path("/v1/job-seekers")
@Produces("application/json")
@Tag(name = "job-help")
public class SeekerResource {

    private final SeekerService seekers;
    private final SeekerQueries queries;
    private final Caller caller;

    SeekerResource(SeekerService seekers, SeekerQueries queries, Caller caller) {
        this.seekers = seekers;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Idempotent
    @Operation(summary = "Take in somebody who looks for work", description = "With the consent that was given; members do it themselves by me/job-seeking.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = SeekerView.class)))
    @APIResponse(responseCode = "409", description = "The text of the consent is another by now")
    public Response enter(@Valid @NotNull SeekerCommand.Enter command, @Context UriInfo uri) {
        UUID id = seekers.enter(command, caller.scope());
        SeekerView seeker = queries.one(caller.scope(), id, true);
        return Created.at(uri, id, seeker, seeker.version());
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Operation(summary = "List seekers, who has waited longest comes first", description = "Members whose file is restricted by a data request only officers see.")
    public RestResponse<Page<SeekerView>> list(@Valid @BeanParam SeekerQueries.Filter filter, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, Restricted.isSeenBy(caller), page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Operation(summary = "One seeker; the phone masked")
    public SeekerView one(@PathParam("id") UUID id) {
        return queries.one(caller.scope(), id, Restricted.isSeenBy(caller));
    }

    @POST
    @Path("/{id}/contact-reveals")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Idempotent(secret = true)
    @Operation(summary = "See a seeker's phone whole", description = "Who did it and for what purpose goes on the audit trail.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SeekerView.Contact.class)))
    @APIResponse(responseCode = "409", description = "A member whose file is restricted by a data request")
    public Response reveal(@PathParam("id") UUID id, @Valid @NotNull SeekerCommand.Reveal command) {
        SeekerView.Contact contact = new SeekerView.Contact(seekers.revealPhone(id, command, Restricted.isSeenBy(caller), caller.scope()));
        return Response.ok(contact).header("Cache-Control", "no-store").build();
    }

    @POST
    @Path("/{id}/withdrawal")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Idempotent
    @Operation(summary = "A seeker withdraws: name and phone are destroyed")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SeekerView.class)))
    @APIResponse(responseCode = "409", description = "Has withdrawn already")
    public SeekerView withdraw(@PathParam("id") UUID id) {
        seekers.withdraw(id, Restricted.isSeenBy(caller), caller.scope());
        return queries.one(caller.scope(), id, Restricted.isSeenBy(caller));
    }
}

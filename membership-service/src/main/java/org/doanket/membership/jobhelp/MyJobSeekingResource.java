package org.doanket.membership.jobhelp;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/me/job-seeking")
@Produces("application/json")
@Tag(name = "me")
public class MyJobSeekingResource {

    private final SeekerService seekers;
    private final SeekerQueries queries;
    private final Caller caller;

    MyJobSeekingResource(SeekerService seekers, SeekerQueries queries, Caller caller) {
        this.seekers = seekers;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.MEMBER)
    @Idempotent
    @Operation(summary = "Look for work through the union", description = "With name and phone of my file, if I have consented to job-help; "
            + "withdrawing the consent ends it and destroys both.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = SeekerView.class)))
    @APIResponse(responseCode = "409", description = "The consent is missing, my file is restricted, or I look for work already")
    public Response enter(@Valid @NotNull SeekerCommand.Wish wish, @Context UriInfo uri) {
        seekers.enterOwn(caller.ownMember(), wish, caller.scope());
        return Created.at(uri.getRequestUri().getRawPath(), mine()).build();
    }

    @GET
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "My newest search for work")
    public SeekerView mine() {
        return queries.own(caller.ownMember());
    }

    @POST
    @Path("/withdrawal")
    @RolesAllowed(Roles.MEMBER)
    @Idempotent
    @Operation(summary = "Look for work no longer: name and phone are destroyed there")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SeekerView.class)))
    @APIResponse(responseCode = "409", description = "Has ended already")
    public SeekerView withdraw() {
        seekers.withdrawOwn(caller.ownMember());
        return mine();
    }
}

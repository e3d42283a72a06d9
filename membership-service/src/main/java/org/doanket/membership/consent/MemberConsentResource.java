package org.doanket.membership.consent;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/members/{id}/consents")
@Produces("application/json")
@Tag(name = "members")
public class MemberConsentResource {

    private final ConsentService consents;
    private final ConsentQueries queries;
    private final Caller caller;

    MemberConsentResource(ConsentService consents, ConsentQueries queries, Caller caller) {
        this.consents = consents;
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "What a member has agreed to")
    public List<ConsentView> of(@PathParam("id") UUID id) {
        return queries.of(caller.scope(), id);
    }

    @POST
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Put a consent on record that was given or withdrawn on paper, at a desk or by phone")
    @APIResponse(responseCode = "200", description = "All consents as they are now")
    @APIResponse(responseCode = "409", description = "Is so already, or the text is another by now")
    public List<ConsentView> record(@PathParam("id") UUID id, @Valid @NotNull ConsentCommand.OnPaper command) {
        consents.record(id, command, caller.scope());
        return queries.of(caller.scope(), id);
    }
}

package org.doanket.membership.consent;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/me/consents")
@Produces("application/json")
@Tag(name = "me")
public class MyConsentResource {

    private final ConsentService consents;
    private final ConsentQueries queries;
    private final Caller caller;

    MyConsentResource(ConsentService consents, ConsentQueries queries, Caller caller) {
        this.consents = consents;
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "My consents, each purpose with its text", description = "Nothing is agreed to beforehand.")
    public List<ConsentView> mine() {
        return queries.of(caller.scope(), caller.ownMember());
    }

    @POST
    @RolesAllowed(Roles.MEMBER)
    @Idempotent
    @Operation(summary = "Give or withdraw a consent", description = "textVersion: of the text that was shown. Takes effect at once.")
    @APIResponse(responseCode = "200", description = "All consents as they are now")
    @APIResponse(responseCode = "409", description = "Is so already, or the text is another by now")
    public List<ConsentView> record(@Valid @NotNull ConsentCommand.Own command) {
        consents.record(caller.ownMember(), command, caller.scope());
        return mine();
    }
}

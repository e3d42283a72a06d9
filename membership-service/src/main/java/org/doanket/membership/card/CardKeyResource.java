package org.doanket.membership.card;

import jakarta.annotation.security.PermitAll;
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

@Path("/v1/card-keys")
@Produces("application/json")
@Tag(name = "cards", description = "Keys and checks of member cards")
public class CardKeyResource {

    private final CardKeyService keys;
    private final CardQueries queries;
    private final Caller caller;

    CardKeyResource(CardKeyService keys, CardQueries queries, Caller caller) {
        this.keys = keys;
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @PermitAll
    @Operation(summary = "The keys that cards are verified by, as a JSON Web Key Set",
            description = "Keep it, and a card can be verified without any connection: a compact JWS, ES256, the key by kid, exp not passed.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CardKeyView.Published.class)))
    public Response published() {
        return Response.ok(queries.published()).header("Cache-Control", "public, max-age=3600").build();
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Sign with a new key from now on", description = "For the installation's own officer. Cards of the keys before count on, "
            + "unless those are compromised.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CardKeyView.class)))
    public Response rotate(@Valid @NotNull CardCommand.Rotate command, @Context UriInfo uri) {
        return Created.at(uri.getRequestUri().getRawPath(), keys.rotate(command, caller.scope())).build();
    }
}

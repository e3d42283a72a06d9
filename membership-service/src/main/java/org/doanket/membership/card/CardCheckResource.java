package org.doanket.membership.card;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.doanket.platform.http.Language;
import org.doanket.platform.idempotency.Idempotent;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/card-checks")
@Tag(name = "cards")
public class CardCheckResource {

    private final CardService cards;

    CardCheckResource(CardService cards) {
        this.cards = cards;
    }

    @GET
    @Produces("text/html; charset=UTF-8")
    @PermitAll
    @Operation(summary = "A page on which anybody can check the code of a card")
    @APIResponse(responseCode = "200", description = "A page")
    public Response page() {
        CardCheckPage page = CardCheckPage.in(Language.current());
        return Response.ok(page.html()).header("Content-Security-Policy", page.policy()).header("Vary", "Accept-Language").build();
    }

    @POST
    @Produces("application/json")
    @PermitAll
    @Idempotent(secret = true)
    @Operation(summary = "Check the code of a card", description = "Beyond what can be verified offline it says whether the membership goes on. "
            + "It tells no more of a person than the card itself.")
    public CardCheckView check(@Valid @NotNull CardCommand.Check command) {
        return cards.check(command.code());
    }
}

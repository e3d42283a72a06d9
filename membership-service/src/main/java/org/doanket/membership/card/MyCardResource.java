package org.doanket.membership.card;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.doanket.platform.http.Language;
import org.doanket.platform.paper.PdfDocument;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The card as JSON, as a drawing (SVG), to be printed (PDF), as a picture (PNG), and as a wallet reads it. */
@Path("/v1/me/card")
@Tag(name = "me")
public class MyCardResource {

    private final CardService cards;
    private final Caller caller;

    MyCardResource(CardService cards, Caller caller) {
        this.cards = cards;
        this.caller = caller;
    }

    @GET
    @Produces("application/json")
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "My card, with the signed statement of its QR code")
    @APIResponse(responseCode = "200", description = "The card of today, signed anew", content = @Content(schema = @Schema(implementation = CardView.class)))
    @APIResponse(responseCode = "409", description = "The membership is over")
    public Response card() {
        return answer(cards.issue(caller.ownMember(), caller.scope()));
    }

    @GET
    @Produces("image/svg+xml")
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "My card as a drawing, to be shown or printed")
    @APIResponse(responseCode = "200", description = "The card of today, signed anew")
    @APIResponse(responseCode = "409", description = "The membership is over")
    public Response drawing() {
        return answer(CardImage.svg(cards.issue(caller.ownMember(), caller.scope()), Language.current()));
    }

    @GET
    @Produces(PdfDocument.TYPE)
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "My card as PDF, of the size of a bank card")
    @APIResponse(responseCode = "200", description = "The card of today, signed anew")
    @APIResponse(responseCode = "409", description = "The membership is over")
    public Response paper() {
        return answer(cards.print(caller.ownMember(), caller.scope(), Language.current()));
    }

    @GET
    @Produces("image/png")
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "My card as a picture, with its QR code")
    @APIResponse(responseCode = "200", description = "The card of today, signed anew")
    @APIResponse(responseCode = "409", description = "The membership is over")
    public Response picture() {
        return answer(CardPicture.png(cards.print(caller.ownMember(), caller.scope(), Language.current())));
    }

    @GET
    @Path("/pass")
    @Produces("application/json")
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "My card in the form of a wallet's pass.json")
    @APIResponse(responseCode = "200", description = "The card of today, signed anew", content = @Content(schema = @Schema(implementation = CardPassView.class)))
    @APIResponse(responseCode = "409", description = "The membership is over")
    public Response pass() {
        return answer(CardPassView.of(cards.issue(caller.ownMember(), caller.scope()), Language.current()));
    }

    /** Names a person: kept nowhere on the way. */
    private static Response answer(Object card) {
        return Response.ok(card).header("Cache-Control", "no-store").build();
    }
}

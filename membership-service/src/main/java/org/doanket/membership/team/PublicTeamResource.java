package org.doanket.membership.team;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What anybody may see of teams, without a token. */
@Path("/v1")
@Produces("application/json")
@Tag(name = "public", description = "What anybody may see, without a token")
public class PublicTeamResource {

    private final TeamQueries queries;

    PublicTeamResource(TeamQueries queries) {
        this.queries = queries;
    }

    @GET
    @Path("/public-teams")
    @PermitAll
    @Operation(summary = "Whom to call in an area", description = "Teams without any personal data; how many are in one only where that tells of nobody.")
    public RestResponse<Page<TeamView.Public>> list(@QueryParam("area") String area, @QueryParam("service") String service,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.published(area, service, page), uri);
    }

    @GET
    @Path("/team-cards/{id}")
    @PermitAll
    @Operation(summary = "The card that somebody in a team carries", description = "Its number, whether it is valid, and what the bearer agreed to have shown; "
            + "nobody, while the bearer has had the file restricted. "
            + "The address stands on the card as a QR code and cannot be guessed.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TeamView.Card.class)))
    public Response card(@PathParam("id") UUID id) {
        return Response.ok(queries.card(id)).header("Cache-Control", "no-store").header("X-Robots-Tag", "noindex").build();
    }
}

package org.doanket.servicemap.roster;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.doanket.platform.error.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/duty-feeds")
@Tag(name = "duty rosters")
public class DutyFeedResource {

    static final String CALENDAR = "text/calendar";

    private final DutyFeedQueries queries;

    DutyFeedResource(DutyFeedQueries queries) {
        this.queries = queries;
    }

    @GET
    @Path("/{secret: [A-Za-z0-9_-]{32}}.ics")
    @Produces(CALENDAR)
    @PermitAll
    @Operation(summary = "Somebody's duties as a calendar", description = "Needs no token: the address is the secret. It names place and time, and nobody.")
    @APIResponse(responseCode = "200", content = @Content(mediaType = CALENDAR, schema = @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING)))
    public Response calendar(@PathParam("secret") String secret) {
        String calendar = queries.calendar(secret).orElseThrow(() -> Problem.notFound("duty-feed"));
        return Response.ok(calendar, CALENDAR + ";charset=UTF-8").header("Cache-Control", "private, max-age=900").build();
    }
}

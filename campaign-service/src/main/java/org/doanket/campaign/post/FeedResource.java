package org.doanket.campaign.post;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.UUID;
import org.doanket.platform.http.Revision;
import org.doanket.platform.tree.UnitRef;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/feeds/{unit}")
@Tag(name = "posts")
public class FeedResource {

    private final FeedQueries queries;
    private final String home;

    FeedResource(FeedQueries queries, @ConfigProperty(name = "doanket.public-url") String home) {
        this.queries = queries;
        this.home = home;
    }

    @GET
    @Path("/posts.rss")
    @Produces("application/rss+xml")
    @PermitAll
    @Operation(summary = "A unit's posts as RSS, for any reader", description = "What is approved and due; with scope=subtree of all units below it too.")
    @APIResponse(responseCode = "200", description = "RSS 2.0, the newest hundred", content = @Content(mediaType = "application/rss+xml"))
    public Response rss(@PathParam("unit") UUID id, @QueryParam("scope") @Pattern(regexp = "unit|subtree") String scope, @Context Request request,
            @Context UriInfo uri) {
        UnitRef unit = queries.unit(id);
        String self = home + uri.getRequestUri().getRawPath() + (scope == null ? "" : "?scope=" + scope);
        return answer(Rss.of(unit.name(), "cn".equals(unit.jurisdiction()) ? "zh-cn" : "vi", self, home, queries.posts(unit, "subtree".equals(scope))),
                "application/rss+xml", request);
    }

    @GET
    @Path("/events.ics")
    @Produces("text/calendar")
    @PermitAll
    @Operation(summary = "What a unit announces as iCalendar, for any calendar", description = "What is approved and due; to come, or over "
            + "since less than three months.")
    @APIResponse(responseCode = "200", description = "RFC 5545", content = @Content(mediaType = "text/calendar"))
    public Response ics(@PathParam("unit") UUID id, @QueryParam("scope") @Pattern(regexp = "unit|subtree") String scope, @Context Request request) {
        UnitRef unit = queries.unit(id);
        return answer(Ics.of(unit.name(), queries.events(unit, "subtree".equals(scope))), "text/calendar", request);
    }

    private static Response answer(byte[] feed, String type, Request request) {
        EntityTag tag = new EntityTag(Integer.toHexString(Arrays.hashCode(feed)) + "-" + feed.length);
        Response answer = Revision.answer(request, feed, tag);
        return Response.fromResponse(answer).header("Cache-Control", "public, max-age=300")
                .type(answer.getStatus() == 200 ? type + ";charset=UTF-8" : null).build();
    }
}

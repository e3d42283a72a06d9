package org.doanket.platform.page;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code ?limit=} (1..200, default 50) and {@code ?cursor=}; a resource takes it as {@code @Valid @BeanParam}. */
public class PageRequest {

    @QueryParam("limit")
    @DefaultValue("50")
    @Min(1)
    @Max(200)
    public int limit = 50;

    @QueryParam("cursor")
    public String cursor;

    /** The cursor's parts, or null on the first page. */
    public Cursor after(int parts) {
        return cursor == null ? null : Cursor.decode(cursor, parts);
    }

    /** The page with its {@code Link: rel="next"}, typed for the OpenAPI document. */
    public static <T> RestResponse<Page<T>> typed(Page<T> page, UriInfo uri) {
        RestResponse.ResponseBuilder<Page<T>> response = RestResponse.ResponseBuilder.ok(page);
        String link = answer(page, uri).getHeaderString("Link");
        return (link == null ? response : response.header("Link", link)).build();
    }

    /** The page with its {@code Link: rel="next"}. */
    public static <T> Response answer(Page<T> page, UriInfo uri) {
        Response.ResponseBuilder response = Response.ok(page);
        if (page.next() != null) {
            URI next = uri.getRequestUriBuilder().replaceQueryParam("cursor", page.next()).build();
            // Path and query only: behind a gateway our own host would be wrong.
            response.header("Link", "<" + next.getRawPath() + "?" + next.getRawQuery() + ">; rel=\"next\"");
        }
        return response.build();
    }
}

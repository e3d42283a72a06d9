package org.doanket.membership.jobhelp;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The list on the notice board: for everybody, and of no person. */
@Path("/v1/open-jobs")
@Produces("application/json")
@Tag(name = "job-help")
public class OpenJobResource {

    private final OpeningQueries queries;

    OpenJobResource(OpeningQueries queries) {
        this.queries = queries;
    }

    @GET
    @PermitAll
    @Operation(summary = "Openings that the union has checked, those that close first come first", description = "An area counts with all within it.")
    public RestResponse<Page<OpeningView.Open>> list(@Valid @BeanParam OpeningQueries.OpenFilter filter, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.open(filter, page), uri);
    }

    @GET
    @Path("/trades")
    @PermitAll
    @Operation(summary = "The trades that openings are sorted by", description = "As they are called today; job-trade-rules says where they are from and sets them.")
    public List<OpeningView.Trade> trades(@QueryParam("jurisdiction") @Pattern(regexp = "vn|cn") String jurisdiction) {
        return queries.trades(jurisdiction);
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Operation(summary = "One opening that the union has checked")
    public OpeningView.Open one(@PathParam("id") UUID id) {
        return queries.open(id);
    }
}

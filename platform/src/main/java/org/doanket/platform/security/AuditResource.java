package org.doanket.platform.security;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/audit-trail")
@Produces("application/json")
@Tag(name = "audit trail", description = "The audit trail of this service: entries of your subtree, and whether the chain is whole")
public class AuditResource {

    /** A trail of years does not pass between a question and its answer; a million links take some seconds. */
    private static final int MOST_LINKS = 1_000_000;

    /**
     * @param whole       whether all links hold that were looked at
     * @param firstBroken position of the first link that does not, or null when all do
     * @param links       how many the trail has, and {@code head} the hash of the last
     * @param next        what to ask for as {@code after} to look at those behind, or null when these were the last
     */
    public record Verification(boolean whole, Long firstBroken, long links, String head, Instant checkedAt, Long next) {
    }

    private final AuditQueries queries;
    private final Caller caller;
    private final AgroalDataSource worker;
    private final java.time.Clock clock;

    @Inject
    AuditResource(AuditQueries queries, Caller caller, @DataSource("worker") AgroalDataSource worker,
            java.time.Clock clock) {
        this.queries = queries;
        this.caller = caller;
        this.worker = worker;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Roles.AUDITOR)
    @Operation(summary = "List entries, the newest first")
    public RestResponse<Page<AuditQueries.Entry>> entries(@Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), page), uri);
    }

    @GET
    @Path("/verification")
    @RolesAllowed(Roles.AUDITOR)
    @Operation(summary = "Whether the chain of entries is whole", description = "From the link behind the one named by after, at most as many as limit says; the whole trail, if it "
            + "has no more than a million links. Each part goes on where the one before ended: next.")
    public Verification verify(@QueryParam("after") @Min(0) long after, @QueryParam("limit") @DefaultValue("" + MOST_LINKS) @Min(1) @Max(MOST_LINKS) int limit)
            throws SQLException {
        try (Connection connection = worker.getConnection()) {
            AuditChain.Checked checked = AuditChain.check(connection, after, limit);
            AuditQueries.Head head = AuditQueries.head(connection);
            boolean whole = checked.broken() == 0;
            return new Verification(whole, whole ? null : checked.broken(), head.links(), head.hash(), clock.instant(), checked.more() ? checked.last() : null);
        }
    }
}

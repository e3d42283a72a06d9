package org.doanket.platform.security;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
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

    /** @param firstBroken position of the first link that does not hold, or null when all do */
    public record Verification(boolean whole, Long firstBroken, long links, String head, Instant checkedAt) {
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
    @Operation(summary = "Whether the chain of entries is whole")
    public Verification verify() throws SQLException {
        try (Connection connection = worker.getConnection()) {
            long broken = AuditChain.firstBroken(connection);
            AuditQueries.Head head = AuditQueries.head(connection);
            return new Verification(broken == 0, broken == 0 ? null : broken, head.links(), head.hash(), clock.instant());
        }
    }
}

package org.doanket.membership;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.UUID;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * What is a member's own he reaches where he is by now: after a transfer or a reorganisation the unit in his token is the one that he was in,
 * until somebody has written another into the identity provider. Holds for row-level security too, which goes by the caller's scope.
 */
public class OwnPages {

    private static final String OWN = "/v1/me";

    private final AgroalDataSource worker;
    private final Caller caller;

    OwnPages(@DataSource("worker") AgroalDataSource worker, Caller caller) {
        this.worker = worker;
        this.caller = caller;
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION + 1)
    public void reach(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        UUID member = path.equals(OWN) || path.startsWith(OWN + "/") ? caller.member() : null;
        if (member != null) {
            // On the worker's login: nobody else sees where he is.
            Sql.of("SELECT unit_id, path FROM member WHERE id = ?", member).first(worker, row -> new UnitScope(row.getObject(1, UUID.class), row.getString(2)))
                    .ifPresent(caller::reachOwn);
        }
    }
}

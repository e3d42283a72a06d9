package org.doanket.platform.security;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.doanket.platform.http.RequestInfo;

/**
 * Tells PostgreSQL the caller's scope at the begin of each transaction of a request, for that transaction only. Nobody can
 * forget it, and a pooled connection carries nothing over to its next borrower.
 */
@ApplicationScoped
class ScopedTransactions {

    /** Closes the setting, so that an empty one is recognised as unset; see {@code doanket.scope_from()}. */
    private static final String CLOSED = "|";

    private final AgroalDataSource dataSource;
    private final Caller caller;

    @Inject
    ScopedTransactions(AgroalDataSource dataSource, Caller caller) {
        this.dataSource = dataSource;
        this.caller = caller;
    }

    void begin(@Observes @Initialized(TransactionScoped.class) Object transaction) throws SQLException {
        if (RequestInfo.currentOrNull() == null || caller.isAnonymous()) {
            return;
        }
        UnitScope scope = caller.scope();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement set = connection.prepareStatement(
                        "SELECT set_config('doanket.scope_from', ?, true), set_config('doanket.scope_to', ?, true)")) {
            set.setString(1, scope.from() + CLOSED);
            set.setString(2, scope.to() + CLOSED);
            set.execute();
        }
    }
}

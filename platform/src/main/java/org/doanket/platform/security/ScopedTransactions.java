package org.doanket.platform.security;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.doanket.platform.http.RequestInfo;
import org.doanket.platform.sql.Sql;

/**
 * Tells PostgreSQL the caller's scope at the begin of each transaction of a request, for that transaction only. Nobody can
 * forget it, and a pooled connection carries nothing over to its next borrower.
 */
@ApplicationScoped
public class ScopedTransactions {

    /** Closes the setting, so that an empty one is recognised as unset; see {@code doanket.scope_from()}. */
    private static final String CLOSED = "|";
    private static final String SET = "SELECT set_config('doanket.scope_from', ?, true), set_config('doanket.scope_to', ?, true)";

    private final AgroalDataSource dataSource;
    private final Caller caller;
    private final TransactionManager transactions;

    @Inject
    ScopedTransactions(AgroalDataSource dataSource, Caller caller, TransactionManager transactions) {
        this.dataSource = dataSource;
        this.caller = caller;
        this.transactions = transactions;
    }

    void begin(@Observes @Initialized(TransactionScoped.class) Object transaction) throws SQLException {
        if (RequestInfo.currentOrNull() == null || caller.isAnonymous()) {
            return;
        }
        try {
            tell(caller.scope());
        } catch (SQLException | RuntimeException failure) {
            leave(failure);
            throw failure;
        }
    }

    /**
     * For the rest of this transaction only that much of the caller's scope, where no more of it was asked for: policies that go by
     * the set of units in scope then gather fewer.
     */
    public void narrow(UnitScope asked) {
        if (!caller.scope().contains(asked.path())) {
            throw new IllegalArgumentException("a scope is only ever made narrower");
        }
        Sql.of(SET, asked.from() + CLOSED, asked.to() + CLOSED).run(dataSource);
    }

    private void tell(UnitScope scope) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement set = connection.prepareStatement(SET)) {
            set.setString(1, scope.from() + CLOSED);
            set.setString(2, scope.to() + CLOSED);
            set.execute();
        }
    }

    /** Nobody ends a transaction whose begin has failed: it would stay with its thread, and every later request there would join it. */
    private void leave(Exception failure) {
        try {
            transactions.rollback();
        } catch (SystemException | RuntimeException second) {
            failure.addSuppressed(second);
        }
    }
}

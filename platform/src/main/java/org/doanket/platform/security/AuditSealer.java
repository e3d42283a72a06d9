package org.doanket.platform.security;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.doanket.platform.time.Repeating;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The one writer of the audit trail's hash chain, in batches behind the writers, which therefore never wait for one
 * another. Seals only entries of transactions older than every open one, so that no late committer is passed over.
 */
@ApplicationScoped
class AuditSealer {

    private static final Logger LOG = Logger.getLogger(AuditSealer.class);
    private static final int BATCH = 1_000;

    private final AgroalDataSource dataSource;
    private final int everySeconds;
    private Repeating timer;

    @Inject
    AuditSealer(@DataSource("worker") AgroalDataSource dataSource,
            @ConfigProperty(name = "doanket.audit.seal-seconds", defaultValue = "5") int everySeconds) {
        this.dataSource = dataSource;
        this.everySeconds = everySeconds;
    }

    void start(@Observes StartupEvent event) {
        timer = Repeating.every("audit-sealer", Duration.ofSeconds(everySeconds), Duration.ofSeconds(everySeconds), this::sealAll);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.close();
    }

    private void sealAll() throws SQLException {
        while (seal() == BATCH) {
            LOG.debug("sealed a batch of audit entries");
        }
    }

    /** @return how many entries were sealed, at most a batch */
    int seal() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int sealed = seal(connection);
                connection.commit();
                return sealed;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static int seal(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_try_advisory_xact_lock(20260122)");
                ResultSet row = lock.executeQuery()) {
            if (!row.next() || !row.getBoolean(1)) {
                return 0;
            }
        }
        long position = 0;
        byte[] hash = AuditChain.START;
        try (PreparedStatement last = connection.prepareStatement("SELECT position, hash FROM audit_link ORDER BY position DESC LIMIT 1");
                ResultSet row = last.executeQuery()) {
            if (row.next()) {
                position = row.getLong(1);
                hash = row.getBytes(2);
            }
        }
        int sealed = 0;
        String open = oldestOpen(connection);
        try (PreparedStatement select = connection.prepareStatement("SELECT e.* FROM audit_entry e WHERE e.transaction >= (SELECT "
                + "CASE WHEN s.before <= ?::xid8 THEN s.before ELSE '0' END FROM audit_sealed s) AND e.transaction < ?::xid8 "
                + "AND NOT EXISTS (SELECT 1 FROM audit_link l WHERE l.entry_id = e.id) ORDER BY e.id LIMIT " + BATCH)) {
            select.setString(1, open);
            select.setString(2, open);
            try (ResultSet entries = select.executeQuery();
                    PreparedStatement insert = connection.prepareStatement("INSERT INTO audit_link (position, entry_id, hash) VALUES (?, ?, ?)")) {
                while (entries.next()) {
                    hash = AuditChain.next(hash, entries);
                    insert.setLong(1, ++position);
                    insert.setLong(2, entries.getLong("id"));
                    insert.setBytes(3, hash);
                    insert.addBatch();
                    sealed++;
                }
                insert.executeBatch();
            }
        }
        if (sealed < BATCH) {
            try (PreparedStatement update = connection.prepareStatement("UPDATE audit_sealed SET before = ?::xid8 WHERE before <> ?::xid8")) {
                update.setString(1, open);
                update.setString(2, open);
                update.executeUpdate();
            }
        }
        return sealed;
    }

    /**
     * Asked in a statement of its own, before the entries: those of every transaction that is older are to be seen by then. In a database restored
     * into another server it is a smaller number than before, and the whole trail is looked at again.
     */
    private static String oldestOpen(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT pg_snapshot_xmin(pg_current_snapshot())::text"); ResultSet row = select.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}

package org.doanket.platform.event;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;

/** What operators do about parked facts and events; each deed and its entry on the audit trail are one transaction of the worker's login. */
@ApplicationScoped
class EventOperations {
    /** Tells which, never what: payloads name persons. */
    record ParkedEventView(long id, String listener, String topic, int partition, long offset, String aggregate, Long version, String name, String reason,
                           String error, OffsetDateTime parkedAt) {}

    record ParkedFactView(long id, String aggregateType, String aggregate, long version, String name, String reason, OffsetDateTime createdAt) {}

    /** @param isDone whether nothing of the aggregate is parked any more */
    record Outcome(long id, boolean isDone) {}

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;
    @Inject
    EventRuntime runtime;
    @Inject
    AuditTrail audit;
    @Inject
    Caller caller;
    @Inject
    Jobs jobs;
    @Inject
    RetellingJob retelling;

    private interface Deed {
        Outcome on(Connection c) throws SQLException;
    }

    Page<ParkedEventView> parkedEvents(PageRequest page) {
        return list("""
            SELECT id, consumer, topic, partition, position, aggregate, version, name, reason, error, parked_at
            FROM parked_event WHERE id > ? ORDER BY id LIMIT ?""", page, r -> new ParkedEventView(r.getLong(1), r.getString(2), r.getString(3), r.getInt(4),
            r.getLong(5), r.getString(6), r.getObject(7, Long.class), r.getString(8), r.getString(9), r.getString(10), r.getObject(11, OffsetDateTime.class)),
            ParkedEventView::id);
    }

    Page<ParkedFactView> parkedFacts(PageRequest page) {
        return list("""
            SELECT id, aggregate_type, aggregate_id, aggregate_version, type, parked, created_at
            FROM outbox WHERE parked IS NOT NULL AND id > ? ORDER BY id LIMIT ?""", page, r -> new ParkedFactView(r.getLong(1), r.getString(2), r.getString(3),
            r.getLong(4), r.getString(5), r.getString(6), r.getObject(7, OffsetDateTime.class)), ParkedFactView::id);
    }

    /** The event and all that waits behind it. */
    Outcome retryEvent(long id, String reason) {
        return audited("parked-event-retried", "parked-event", id, reason, c -> {
            ParkedEvents.Parked event = ParkedEvents.find(c, id).orElseThrow(() -> Problem.notFound("parked-event"));
            return new Outcome(id, transactionOf(event).retry(c, event));
        });
    }

    /** The event counts as passed; those behind it are tried. Only the first of its aggregate. */
    Outcome discardEvent(long id, String reason) {
        return audited("parked-event-discarded", "parked-event", id, reason, c -> {
            ParkedEvents.Parked event = ParkedEvents.find(c, id).orElseThrow(() -> Problem.notFound("parked-event"));
            // none any more where it was released a moment ago
            long first = ParkedEvents.of(c, event.consumer(), event.aggregate()).stream().findFirst().map(ParkedEvents.Parked::id)
                .orElseThrow(() -> Problem.notFound("parked-event"));
            if (first != id) throw Problem.conflict("parked-behind", first); // passed over, those before it would count as old
            return new Outcome(id, transactionOf(event).discard(c, event));
        });
    }

    /** The fact and those of its aggregate behind it are sent, in their order, or park again. */
    Outcome retryFact(long id, String reason) {
        Outcome outcome = audited("parked-fact-retried", "parked-fact", id, reason, c -> release(c, id));
        runtime.wakeRelay();
        return outcome;
    }

    /** The fact is never sent; those of its aggregate behind it are. Whoever keeps the newest state goes on with the next; who counts each change misses one. */
    Outcome discardFact(long id, String reason) {
        Outcome outcome = audited("parked-fact-discarded", "parked-fact", id, reason, c -> {
            Outcome released = release(c, id);
            update(c, "DELETE FROM outbox WHERE id = ?", id);
            return released;
        });
        runtime.wakeRelay();
        return outcome;
    }

    /** In the transaction of the request. @param unit told of with all below it; null: of all that there are */
    UUID tellAgain(String topic, UUID unit, String reason) {
        if (retelling.of(topic).isEmpty()) throw Problem.notFound("topic");
        audit.record("facts-told-again", "topic", topic, unit, reason);
        RetellingJob.Parameters parameters = new RetellingJob.Parameters(topic);
        return unit == null ? jobs.submitForAll(RetellingJob.KIND, parameters) : jobs.submit(RetellingJob.KIND, unit, parameters);
    }

    void recordRebuild(String listener, String reason) {
        String actor = caller.subject();
        onWorker(c -> {
            audit.record(c, actor, "replica-rebuilt", "listener", listener, null, reason);
            return null;
        });
    }

    private static Outcome release(Connection c, long id) throws SQLException {
        int released = update(c, """
            UPDATE outbox o SET parked = NULL FROM outbox p WHERE p.id = ? AND p.parked IS NOT NULL
            AND o.aggregate_type = p.aggregate_type AND o.aggregate_id = p.aggregate_id AND o.parked IS NOT NULL""", id);
        if (released == 0) throw Problem.notFound("parked-fact");
        return new Outcome(id, true);
    }

    private static int update(Connection c, String sql, long id) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setLong(1, id);
            return s.executeUpdate();
        }
    }

    private InboxTransaction transactionOf(ParkedEvents.Parked event) {
        return runtime.inboxes().stream().filter(inbox -> inbox.listener().name().equals(event.consumer())).map(Inbox::transaction).findFirst()
            .orElseThrow(() -> Problem.conflict("no-such-listener", event.consumer()));
    }

    private Outcome audited(String action, String subjectType, long id, String reason, Deed deed) {
        String actor = caller.subject();
        return onWorker(c -> {
            audit.record(c, actor, action, subjectType, id, null, reason);
            return deed.on(c);
        });
    }

    /** Outside the transaction of the request, which is the app login's: that one has no business in these tables. */
    private <T> T onWorker(WorkerDatabase.Work<T> work) {
        return QuarkusTransaction.suspendingExisting().call(() -> new WorkerDatabase(worker).transaction(work));
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> Page<T> list(String sql, PageRequest page, Reader<T> reader, java.util.function.ToLongFunction<T> id) {
        Cursor after = page.after(1);
        return onWorker(c -> {
            try (PreparedStatement s = c.prepareStatement(sql)) {
                s.setLong(1, after == null ? 0 : after.number(0));
                s.setInt(2, page.limit + 1);
                List<T> items = new ArrayList<>();
                try (ResultSet r = s.executeQuery()) {
                    while (r.next()) items.add(reader.read(r));
                }
                return Page.cut(items, page.limit, item -> Cursor.of(id.applyAsLong(item)));
            }
        });
    }
}

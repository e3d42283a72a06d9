package org.doanket.finance.sharing;

import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.Federation;
import org.doanket.finance.ReceiptLock;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.ManyRows;
import org.doanket.platform.sql.Sql;

/** Receipts and ratios for tests of sharing: each test has levels of its own, so that its ratios are nobody else's. */
@ApplicationScoped
class Shares {

    private final Federation federation;
    private final SharingService sharing;
    private final ShareBatch batch;

    Shares(Federation federation, SharingService sharing, ShareBatch batch) {
        this.federation = federation;
        this.sharing = sharing;
        this.batch = batch;
    }

    /** A unit of a level that no other test has. */
    UUID unit(UUID parent, String jurisdiction, String level) {
        UUID unit = federation.unit(parent, jurisdiction);
        federation.transaction(connection -> Sql.of("UPDATE unit_ref SET level = ? WHERE id = ?", level, unit).run(connection));
        return unit;
    }

    UUID ratio(String stream, String origin, String level, String from, int up, boolean provisional) {
        UUID id = UUID.randomUUID();
        federation.transaction(connection -> Sql.of("INSERT INTO sharing_ratio (id, jurisdiction, stream, origin, level, valid_from, "
                + "up_num, up_den, "
                + "provisional, citation, verified) VALUES (?, 'vn', ?, ?, ?, ?, ?, 100, ?, 'for this test', false)", id, stream, origin,
                level,
                LocalDate.parse(from), up, provisional).run(connection));
        return id;
    }

    void cancel(UUID ratio) {
        federation.transaction(connection -> Sql.of("UPDATE sharing_ratio SET cancelled_at = now(), cancelled_why = 'test' WHERE id = ?",
                ratio)
                .run(connection));
    }

    /** Assesses dues and receives nothing yet. */
    void assess(UUID unit, String month, long amount) {
        federation.transaction(connection -> Sql.of("INSERT INTO unit_month (unit_id, month, currency, version, assessed) SELECT ?, ?, "
                + "j.currency, 1, ? "
                + "FROM unit_ref u JOIN jurisdiction j ON j.code = u.jurisdiction WHERE u.id = ?", unit, LocalDate.parse(month + "-01"),
                amount, unit)
                .run(connection));
    }

    /** As if the bank had said so and the ladder had matched it. */
    void receive(UUID unit, String month, String stream, long amount) {
        receive(unit, month, stream, amount, 60);
    }

    /** The same, failing where it waits for somebody for so many seconds. */
    void receive(UUID unit, String month, String stream, long amount, int seconds) {
        LocalDate first = LocalDate.parse(month + "-01");
        federation.transaction(connection -> {
            Sql.of("SELECT set_config('lock_timeout', ?, true)", seconds + "s").first(connection, row -> row.getString(1));
            Sql.of("WITH line AS (INSERT INTO bank_line (unit_id, statement_no, dedup_key, value_date, amount, currency, memo) SELECT "
                    + "u.id, 0, "
                    + "uuid_send(uuidv7()), ?, ?, j.currency, '' FROM unit_ref u JOIN jurisdiction j ON j.code = u.jurisdiction WHERE "
                    + "u.id = ? RETURNING *) "
                    + "INSERT INTO receipt (line_no, unit_id, month, stream, amount, surplus, currency, matched_by, booked_by) "
                    + "SELECT no, unit_id, ?, ?, amount, 0, currency, 'hand', 'tester' FROM line", first.plusDays(20), amount, unit,
                    first, stream)
                    .run(connection);
            sharing.follow(connection, unit, "tester");
        });
    }

    void follow(UUID unit) {
        federation.transaction(connection -> sharing.follow(connection, unit, "tester"));
    }

    /** What a run over all below a unit books. */
    void again(UUID above) {
        UnitScope below = new UnitScope(above, federation.path(above));
        federation.transaction(connection -> {
            ManyRows.expect(connection);
            List<UUID> units = ReceiptLock.holdFree(connection, Sql.of("SELECT id FROM unit_ref WHERE path >= ? AND path < ?", below.from(), below.to())
                    .list(connection, row -> row.getObject(1, UUID.class)));
            for (String stream : ShareBatch.STREAMS) {
                batch.share(connection, stream, ShareBatch.Origin.OWN, new ShareBatch.Work(null, units, LocalDate.of(2000, 1, 1),
                        LocalDate.of(2100, 1, 1), LocalDate.of(2025, 12, 31), "re-share", null, true, "tester"));
            }
        });
    }

    /** What came to units above is passed on by jobs. */
    void passedOn() {
        await("what is passed on").atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(50))
                .until(() -> federation.number("SELECT count(*) FROM job WHERE kind = ? AND state IN ('waiting', 'running')", PassingOnJob.KIND) == 0);
    }

    long shared(UUID unit, String stream) {
        return federation.number("SELECT coalesce(sum(" + stream + "_shared), 0) FROM unit_month WHERE unit_id = ?", unit);
    }

    long entries(UUID unit) {
        return federation.number("SELECT count(*) FROM journal_entry WHERE unit_id = ?", unit);
    }

    /** From a day on it stands below another unit, as the fact of a move would tell; earlier days stay as they were. */
    void place(UUID unit, UUID upper, String from) {
        LocalDate day = LocalDate.parse(from);
        String number = federation.text("SELECT split_part(path, '/', -2) FROM unit_ref WHERE id = ?", unit);
        String path = federation.path(upper) + number + "/";
        federation.transaction(connection -> {
            Sql.of("INSERT INTO unit_placement (unit_id, path, parent_id, valid_from) SELECT id, path, parent_id, valid_from FROM unit_ref WHERE id = ? "
                    + "AND NOT EXISTS (SELECT FROM unit_placement WHERE unit_id = ?)", unit, unit).run(connection);
            Sql.of("DELETE FROM unit_placement WHERE unit_id = ? AND valid_from >= ?", unit, day).run(connection);
            Sql.of("UPDATE unit_placement SET valid_to = ? WHERE unit_id = ? AND (valid_to IS NULL OR valid_to > ?)", day, unit, day).run(connection);
            Sql.of("INSERT INTO unit_placement (unit_id, path, parent_id, valid_from) VALUES (?, ?, ?, ?)", unit, path, upper, day).run(connection);
            Sql.of("UPDATE unit_ref SET parent_id = ?, path = ? WHERE id = ?", upper, path, unit).run(connection);
        });
    }

    /** What an upper unit has got of a unit in all. */
    long got(UUID upper, UUID unit, String stream) {
        return federation.number("SELECT coalesce(sum(amount), 0) FROM income_share WHERE upper_id = ? AND unit_id = ? AND stream = ?", upper, unit,
                stream);
    }
}

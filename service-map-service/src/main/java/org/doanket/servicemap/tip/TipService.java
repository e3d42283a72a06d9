package org.doanket.servicemap.tip;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;
import org.doanket.servicemap.kind.KindQueries;

/**
 * What happens to a tip between the slot in the door and the police. Who puts one in is not looked at: neither his token nor his address
 * comes here, and what he writes is sealed before it is stored.
 */
@ApplicationScoped
@Transactional
public class TipService {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final AgroalDataSource dataSource;
    private final TipRooms rooms;
    private final KindQueries kinds;
    private final TipOutcomeService outcomes;
    private final TipTrail trail;
    private final UnitTree tree;
    private final FieldVault vault;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    TipService(AgroalDataSource dataSource, TipRooms rooms, KindQueries kinds, TipOutcomeService outcomes, TipTrail trail, UnitTree tree, FieldVault vault,
            AuditTrail audit, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.rooms = rooms;
        this.kinds = kinds;
        this.outcomes = outcomes;
        this.trail = trail;
        this.tree = tree;
        this.vault = vault;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    private record Held(UUID id, UUID unit, String state, LocalDate receivedOn, boolean isAnswerDue) {
    }

    /** @throws Problem 409 if there is one */
    public TipView.Room openRoom() {
        UnitRef unit = rooms.own(caller.scope());
        LocalDate today = today(unit);
        if (rooms.open(unit.id(), today, vault.newKey().wrapped()) == 0) {
            throw TipProblems.roomOpen();
        }
        audit.record("tip-room-opened", "tip-room", unit.id(), unit.id(), null);
        return new TipView.Room(unit.id(), unit.name(), today);
    }

    /**
     * @param retryKey what the client sends again with the same tip, or null. The tip's id is drawn from it and from a key of ours, so that asking
     *                 again makes no second tip although nothing is kept of who asked
     * @throws Problem 422 where the unit has no room: a tip that nobody will read must not be taken
     */
    public TipView.Receipt give(TipCommand.Give asked, String retryKey) {
        if (asked.answerWanted() != (asked.contact() != null)) {
            throw asked.answerWanted() ? TipProblems.answerWithoutContact() : TipProblems.contactWithoutAnswer();
        }
        if (!kinds.offeredTipKinds().contains(asked.kind())) {
            throw Problem.malformed(Fault.at("/kind", "unknown-code", Map.of("code", asked.kind())));
        }
        // Of a unit that is no more nobody holds the role any longer.
        UnitRef unit = tree.find(asked.unitId()).filter(known -> known.existsOn(today(known))).orElseThrow(TipProblems::noRoom);
        byte[] roomKey = rooms.openKey(unit.id()).orElseThrow(TipProblems::noRoom);
        UUID id = timeless(retryKey == null ? random() : vault.blindIndex("tip", retryKey + '\n' + unit.id() + '\n' + asked.kind() + '\n' + asked.text()));
        LocalDate today = today(unit);
        TipView.Receipt receipt = new TipView.Receipt(id, today);
        if (Sql.of("INSERT INTO tips.tip (id, unit_id, left_in, kind, received_on, state, answer_due) VALUES (?, ?, ?, ?, ?, 'received', ?) ON CONFLICT DO NOTHING",
                id, unit.id(), unit.id(), asked.kind(), today, asked.answerWanted()).run(dataSource) == 0) {
            return receipt;
        }
        Sql.of("INSERT INTO tips.statement (tip_id, unit_id, received_on, sealed) VALUES (?, ?, ?, ?)", id, unit.id(), today,
                vault.key(roomKey).seal(textPlace(id), asked.text())).run(dataSource);
        if (asked.answerWanted()) {
            FieldVault.Key key = vault.newKey();
            Sql.of("INSERT INTO tips.source (tip_id, unit_id, received_on, wrapped, sealed) VALUES (?, ?, ?, ?, ?)", id, unit.id(), today,
                    key.wrapped(), key.seal(sourcePlace(id), asked.contact())).run(dataSource);
        }
        return receipt;
    }

    /** The tip with its text; that it was read stands on the room's trail. */
    public TipView.Opened open(UUID id) {
        UnitRef unit = rooms.own(caller.scope());
        record Sealed(String kind, String state, LocalDate receivedOn, boolean isAnswerDue, byte[] text, long version, UUID leftIn) {
        }
        Sealed tip = Sql.of("SELECT t.kind, t.state, t.received_on, t.answer_due, s.sealed, t.version, t.left_in FROM tips.tip t "
                        + "LEFT JOIN tips.statement s ON s.tip_id = t.id WHERE t.id = ? AND t.unit_id = ?", id,
                        unit.id()).first(dataSource, row -> new Sealed(row.getString(1), row.getString(2), row.getObject(3, LocalDate.class),
                        row.getBoolean(4), row.getBytes(5), row.getLong(6), row.getObject(7, UUID.class))).orElseThrow(() -> Problem.notFound("tip"));
        // As it was sealed, whoever goes on with it.
        byte[] roomKey = rooms.key(tip.leftIn()).orElseThrow(() -> Problem.notFound("tip"));
        trail.record("tip-read", unit.id(), id, null);
        return new TipView.Opened(id, tip.kind(), tip.state(), tip.receivedOn(), tip.leftIn(), tip.isAnswerDue(),
                vault.key(roomKey).openText(textPlace(id), tip.text()), rooms.steps(id), tip.version());
    }

    public TipView.Source reveal(UUID id, TipCommand.Reveal asked) {
        Held tip = hold(id);
        TipView.Source source = Sql.of("SELECT wrapped, sealed FROM tips.source WHERE tip_id = ?", id)
                .first(dataSource, row -> new TipView.Source(vault.open(row.getBytes(1), sourcePlace(id), row.getBytes(2))))
                .orElseThrow(TipProblems::sourceGone);
        trail.record("tip-source-revealed", tip.unit(), id, asked.purpose());
        return source;
    }

    /** The record of a hand-over to the police. From now on the tip counts. */
    public TipView.Listed handOver(UUID id, TipCommand.HandOver asked) {
        Held tip = hold(id);
        must(tip, "received");
        LocalDate on = step(tip, "handed-over", asked.on(), asked.authority(), asked.reference());
        become(tip, "handed-over", tip.isAnswerDue());
        outcomes.add(tip.unit(), YearMonth.from(on), OutcomeCounts.TIP);
        return listed(id);
    }

    public TipView.Listed dismiss(UUID id, TipCommand.Step asked) {
        Held tip = hold(id);
        must(tip, "received");
        step(tip, "dismissed", asked == null ? null : asked.on(), null, null);
        forgetSource(tip);
        become(tip, "dismissed", false);
        return listed(id);
    }

    /** The answer was given; so nobody needs to know any longer to whom. */
    public TipView.Listed answered(UUID id, TipCommand.Step asked) {
        Held tip = hold(id);
        if (!tip.isAnswerDue()) {
            throw TipProblems.isAlready("answered");
        }
        step(tip, "answered", asked == null ? null : asked.on(), null, null);
        forgetSource(tip);
        become(tip, tip.state(), false);
        return listed(id);
    }

    public TipView.Listed close(UUID id, TipCommand.Step asked) {
        Held tip = hold(id);
        must(tip, "handed-over");
        if (tip.isAnswerDue()) {
            throw Problem.conflict("tip-answer-due");
        }
        step(tip, "closed", asked == null ? null : asked.on(), null, null);
        become(tip, "closed", false);
        return listed(id);
    }

    private Held hold(UUID id) {
        UnitRef unit = rooms.own(caller.scope());
        return Sql.of("SELECT state, received_on, answer_due FROM tips.tip WHERE id = ? AND unit_id = ? FOR UPDATE", id, unit.id())
                .first(dataSource, row -> new Held(id, unit.id(), row.getString(1), row.getObject(2, LocalDate.class), row.getBoolean(3)))
                .orElseThrow(() -> Problem.notFound("tip"));
    }

    private static void must(Held tip, String state) {
        if (!tip.state().equals(state)) {
            throw TipProblems.isAlready(tip.state());
        }
    }

    private LocalDate step(Held tip, String deed, LocalDate asked, String authority, String reference) {
        LocalDate today = today(tree.find(tip.unit()).orElseThrow());
        LocalDate on = asked == null ? today : asked;
        if (on.isBefore(tip.receivedOn()) || on.isAfter(today)) {
            throw new Problem(422, "tip-day-out-of-range", tip.receivedOn(), today);
        }
        Sql.of("INSERT INTO tips.step (tip_id, number, unit_id, deed, done_on, authority, reference) "
                + "SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ? FROM tips.step WHERE tip_id = ?", tip.id(), tip.unit(), deed, on,
                authority, reference, tip.id()).run(dataSource);
        trail.record("tip-" + deed, tip.unit(), tip.id(), null);
        return on;
    }

    private void become(Held tip, String state, boolean isAnswerDue) {
        Sql.of("UPDATE tips.tip SET state = ?, answer_due = ?, version = version + 1 WHERE id = ?", state, isAnswerDue, tip.id()).run(dataSource);
    }

    private void forgetSource(Held tip) {
        Sql.of("DELETE FROM tips.source WHERE tip_id = ?", tip.id()).run(dataSource);
    }

    private TipView.Listed listed(UUID id) {
        return Sql.of("SELECT " + TipQueries.COLUMNS + " FROM tips.tip WHERE id = ?", id).first(dataSource, TipQueries::listed).orElseThrow();
    }

    private LocalDate today(UnitRef unit) {
        return Zones.today(clock, unit.jurisdiction());
    }

    private static byte[] random() {
        byte[] drawn = new byte[16];
        RANDOM.nextBytes(drawn);
        return drawn;
    }

    /** A UUID of the kind that is drawn at random (RFC 9562, version 4): the house's own tell the millisecond in which they were made. */
    private static UUID timeless(byte[] drawn) {
        ByteBuffer bits = ByteBuffer.wrap(drawn);
        return new UUID(bits.getLong() & ~0xF000L | 0x4000L, bits.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
    }

    private static String textPlace(UUID tip) {
        return "tips.statement.sealed:" + tip;
    }

    private static String sourcePlace(UUID tip) {
        return "tips.source.sealed:" + tip;
    }
}

package org.doanket.membership.jobhelp;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.event.Fact;
import org.doanket.platform.event.Outbox;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Brings openings and seekers together and keeps what came of it. Who was hired counts once, in the unit of the opening. */
@ApplicationScoped
@Transactional
public class PlacementService {

    private record Held(UUID id, UUID unit, UUID opening, UUID seeker, String state, LocalDate contactedOn, LocalDate intentOn, LocalDate hiredOn,
            long told, String jurisdiction, String trade, String area, int headcount, int hired) {

        static Held of(ResultSet row) throws SQLException {
            return new Held(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getObject("opening_id", UUID.class),
                    row.getObject("seeker_id", UUID.class), row.getString("state"), row.getObject("contacted_on", LocalDate.class),
                    row.getObject("intent_on", LocalDate.class), row.getObject("hired_on", LocalDate.class), row.getLong("told"),
                    row.getString("jurisdiction"), row.getString("trade"), row.getString("area"), row.getInt("headcount"), row.getInt("hired"));
        }

        LocalDate lastStep() {
            return intentOn == null ? contactedOn : intentOn;
        }
    }

    private final AgroalDataSource dataSource;
    private final JobHelpRules rules;
    private final Outbox outbox;
    private final Caller caller;

    PlacementService(AgroalDataSource dataSource, JobHelpRules rules, Outbox outbox, Caller caller) {
        this.dataSource = dataSource;
        this.rules = rules;
        this.outbox = outbox;
        this.caller = caller;
    }

    public UUID bring(PlacementCommand.Bring command, boolean withRestricted, UnitScope scope) {
        record Opening(UUID unit, String state, String jurisdiction, LocalDate checkedOn) {
        }
        Opening opening = Sql.of("SELECT o.unit_id, o.state, o.jurisdiction, o.checked_on FROM job_opening o JOIN unit u ON u.id = o.unit_id "
                + "WHERE o.id = ? AND u.path >= ? AND u.path < ? FOR UPDATE OF o", command.openingId(), scope.from(), scope.to())
                .first(dataSource, row -> new Opening(row.getObject(1, UUID.class), row.getString(2), row.getString(3),
                        row.getObject(4, LocalDate.class))).orElseThrow(() -> Problem.notFound("job-opening"));
        record Seeker(String state, boolean isRestricted) {
        }
        Seeker seeker = Sql.of("SELECT s.state, restricted_since(s.member_id) IS NOT NULL FROM job_seeker s JOIN unit u ON u.id = s.unit_id "
                + "WHERE s.id = ? AND u.path >= ? AND u.path < ?", command.seekerId(), scope.from(), scope.to())
                .add(SeekerQueries.shown(withRestricted)).add("FOR UPDATE OF s")
                .first(dataSource, row -> new Seeker(row.getString(1), row.getBoolean(2))).orElseThrow(() -> Problem.notFound("job-seeker"));
        if (!opening.state().equals("published")) {
            throw JobHelpProblems.openingState(opening.state());
        }
        if (!seeker.state().equals("looking")) {
            throw JobHelpProblems.seekerState(seeker.state());
        }
        if (seeker.isRestricted()) {
            throw JobHelpProblems.restricted();
        }
        rules.refuseDay(command.on(), opening.checkedOn(), opening.jurisdiction());
        if (Sql.of("SELECT 1 FROM placement WHERE opening_id = ? AND seeker_id = ? AND state IN ('contact', 'intent', 'hired')", command.openingId(),
                command.seekerId()).first(dataSource, row -> true).isPresent()) {
            throw JobHelpProblems.metAlready();
        }
        UUID id = Ids.next();
        Sql.of("INSERT INTO placement (id, opening_id, seeker_id, unit_id, state, contacted_on, recorded_by, version) "
                + "VALUES (?, ?, ?, ?, 'contact', ?, ?, 1)", id, command.openingId(), command.seekerId(), opening.unit(), command.on(),
                caller.subject()).run(dataSource);
        return id;
    }

    /** Both sides want it. */
    public void intend(UUID id, PlacementCommand.Step command, UnitScope scope) {
        Held held = hold(id, scope, Set.of("contact"));
        rules.refuseDay(command.on(), held.contactedOn(), held.jurisdiction());
        Sql.of("UPDATE placement SET state = 'intent', intent_on = ?, version = version + 1 WHERE id = ?", command.on(), id).run(dataSource);
    }

    public void hire(UUID id, PlacementCommand.Step command, UnitScope scope) {
        Held held = hold(id, scope, Set.of("contact", "intent"));
        rules.refuseDay(command.on(), held.lastStep(), held.jurisdiction());
        if (held.hired() == held.headcount()) {
            throw JobHelpProblems.openingFull(held.headcount());
        }
        if (!Sql.of("SELECT seeker_is_hired_now(?)", held.seeker()).first(dataSource, row -> row.getBoolean(1)).orElseThrow()) {
            throw JobHelpProblems.hiredAlready();
        }
        Sql.of("UPDATE placement SET state = 'hired', hired_on = ?, told = told + 1, version = version + 1 WHERE id = ?", command.on(), id)
                .run(dataSource);
        Sql.of("UPDATE job_opening SET hired = hired + 1, state = CASE WHEN state = 'published' AND hired + 1 = headcount THEN 'filled' ELSE state END, "
                + "version = version + 1 WHERE id = ?", held.opening()).run(dataSource);
        tell(held, command.on(), "hired");
    }

    /** It came to nothing. */
    public void end(UUID id, PlacementCommand.End command, UnitScope scope) {
        Held held = hold(id, scope, Set.of("contact", "intent"));
        rules.refuseDay(command.on(), held.lastStep(), held.jurisdiction());
        Sql.of("UPDATE placement SET state = 'ended', ended_on = ?, reason = ?, version = version + 1 WHERE id = ?", command.on(), command.reason(), id)
                .run(dataSource);
    }

    /** Somebody was put down as hired and was not: the others take it back as well. */
    public void annul(UUID id, PlacementCommand.End command, UnitScope scope) {
        Held held = hold(id, scope, Set.of("hired"));
        rules.refuseDay(command.on(), held.hiredOn(), held.jurisdiction());
        Sql.of("UPDATE placement SET state = 'annulled', ended_on = ?, reason = ?, told = told + 1, version = version + 1 WHERE id = ?", command.on(),
                command.reason(), id).run(dataSource);
        Sql.of("UPDATE job_opening SET hired = hired - 1, state = CASE WHEN state = 'filled' THEN 'published' ELSE state END, "
                + "version = version + 1 WHERE id = ?", held.opening()).run(dataSource);
        // Who looks for work again is asked first; another search may be running meanwhile.
        tell(held, held.hiredOn(), "annulled");
    }

    private void tell(Held held, LocalDate day, String state) {
        PlacementEvent.Told told = new PlacementEvent.Told(held.id(), held.unit(), held.opening(), held.trade(), held.area(), day, state);
        outbox.append(new Fact("placement", held.id(), held.told() + 1, told.fact(), told));
    }

    /** The opening's row is held as well: two hirings at once take their turns. */
    private Held hold(UUID id, UnitScope scope, Set<String> states) {
        Held held = Sql.of("SELECT p.*, o.jurisdiction, o.trade, o.area, o.headcount, o.hired FROM placement p "
                + "JOIN job_opening o ON o.id = p.opening_id JOIN unit u ON u.id = p.unit_id "
                + "WHERE p.id = ? AND u.path >= ? AND u.path < ? FOR UPDATE OF o, p", id, scope.from(), scope.to())
                .first(dataSource, Held::of).orElseThrow(() -> Problem.notFound("placement"));
        if (!states.contains(held.state())) {
            throw JobHelpProblems.placementState(held.state());
        }
        return held;
    }
}

package org.doanket.campaign.movement;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.OwnUnit;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.event.Fact;
import org.doanket.platform.event.Outbox;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;

/** Appeals of a movement for money, and what units promise to it. The account and what comes in are finance's, which hears of it. */
@ApplicationScoped
@Transactional
public class DriveService {

    private final AgroalDataSource dataSource;
    private final MovementService movements;
    private final MovementQueries movementQueries;
    private final DriveQueries queries;
    private final Outbox outbox;
    private final OwnUnit own;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    DriveService(AgroalDataSource dataSource, MovementService movements, MovementQueries movementQueries, DriveQueries queries, Outbox outbox,
            OwnUnit own, Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.movements = movements;
        this.movementQueries = movementQueries;
        this.queries = queries;
        this.outbox = outbox;
        this.own = own;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    public MovementView.Drive open(UUID movement, MovementCommand.OpenDrive command) {
        MovementView of = MovementService.in("launched", movements.locked(movement));
        // Cut down to what the database keeps, which rounds.
        OffsetDateTime opens = command.opensAt().truncatedTo(ChronoUnit.MICROS);
        OffsetDateTime closes = command.closesAt().truncatedTo(ChronoUnit.MICROS);
        if (!closes.isAfter(opens)) {
            throw Problem.invalid(List.of(Fault.at("/closesAt", "assert-true")));
        }
        UUID id = Ids.next();
        Sql.of("INSERT INTO movement_drive (id, movement_id, unit_id, name, purpose, beneficiaries, bank_bin, account, holder, opens_at, closes_at, "
                + "opened_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id, movement, of.unit(), command.name(), command.purpose(),
                command.beneficiaries(), command.bankBin(), command.account(), command.holder(), opens, closes, caller.subject()).run(dataSource);
        tell(movement, "drive-opened", new MovementEvent.DriveOpened(id, movement, of.unit(), command.name(), command.purpose(), command.beneficiaries(),
                command.bankBin(), command.account(), command.holder(), opens, closes));
        audit.record("drive-opened", "drive", id, of.unit(), null);
        return queries.drive(id);
    }

    public MovementView.Drive close(UUID movement, UUID id, MovementCommand.CloseDrive command) {
        MovementView of = movements.locked(movement);
        MovementView.Drive drive = queries.drive(movement, id);
        if (drive.state().equals("closed")) {
            throw MovementProblems.driveOver();
        }
        OffsetDateTime now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        OffsetDateTime end = now.isAfter(drive.opensAt()) ? now : drive.opensAt().plus(1, ChronoUnit.MICROS);
        Sql.of("UPDATE movement_drive SET closes_at = ?, closed_why = ?, version = version + 1 WHERE id = ?", end, command.why(), id).run(dataSource);
        tell(movement, "drive-closed", new MovementEvent.DriveClosed(id, movement, of.unit(), end, command.why()));
        audit.record("drive-closed", "drive", id, of.unit(), command.why());
        return queries.drive(id);
    }

    /** The movement's row is locked to number the fact, and then it is asked once more whether it is still launched; a promise is short work. */
    public MovementView.Pledge pledge(UUID movement, MovementCommand.Pledge command) {
        MovementView of = MovementService.in("launched", movementQueries.one(caller.scope(), movement));
        UnitRef unit = movements.participant(of, command.unit());
        own.requireNotEnded(unit, own.today(unit));
        List<Fault> faults = command.promised().faults("/promised");
        if (command.promised().kind().equals("counts")) {
            faults.add(Fault.at("/promised/kind", "not-of-its-kind"));
        }
        MovementProblems.raise(faults);
        if (command.drive() != null) {
            queries.drive(movement, command.drive());
        }
        UUID id = Ids.next();
        Yield promised = command.promised();
        Sql.of("INSERT INTO movement_pledge (id, movement_id, drive_id, unit_id, kind, value, sort, measure, due_on, made_by, made_at) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id, movement, command.drive(), unit.id(), promised.kind(), promised.value(),
                promised.keptSort(), promised.keptMeasure(), command.dueOn(), caller.subject(), clock.instant()).run(dataSource);
        boolean isCash = promised.amount() != null;
        tell(movement, "pledge-made", new MovementEvent.PledgeMade(id, movement, command.drive(), unit.id(), promised.kind(), promised.amount(),
                promised.quantity(), promised.keptSort(), isCash ? null : promised.keptMeasure(), command.dueOn()));
        MovementService.in("launched", movementQueries.one(caller.scope(), movement));
        audit.record("pledge-made", "pledge", id, unit.id(), null);
        return queries.pledge(caller.scope(), id);
    }

    /** Also once the movement is closed: what is promised for later may fall through until then. */
    public MovementView.Pledge withdraw(UUID movement, UUID id, MovementCommand.WithdrawPledge command) {
        MovementView.Pledge pledge = queries.pledge(caller.scope(), movementQueries.one(caller.scope(), movement).id(), id);
        own.require(pledge.unit(), "pledge");
        if (Sql.of("INSERT INTO movement_pledge_withdrawal (pledge_id, unit_id, reason, withdrawn_by, withdrawn_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO "
                + "NOTHING", id,
                pledge.unit(), command.why(), caller.subject(), clock.instant()).run(dataSource) == 0) {
            throw MovementProblems.pledgeWithdrawn();
        }
        tell(movement, "pledge-withdrawn", new MovementEvent.PledgeWithdrawn(id, movement, pledge.drive(), pledge.unit()));
        audit.record("pledge-withdrawn", "pledge", id, pledge.unit(), command.why());
        return queries.pledge(caller.scope(), id);
    }

    /** Numbered under the lock of the movement's row, which the update takes; a unit below may not write that row, so a function does. */
    private void tell(UUID movement, String name, MovementEvent event) {
        long version = Sql.of("SELECT next_fact(?)", movement).first(dataSource, row -> row.getLong(1)).orElseThrow();
        outbox.append(new Fact(MovementEvent.TOPIC, movement, version, name, event));
    }
}

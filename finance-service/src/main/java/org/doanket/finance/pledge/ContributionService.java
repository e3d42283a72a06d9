package org.doanket.finance.pledge;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.doanket.finance.AmountFaults;
import org.doanket.finance.FourEyes;
import org.doanket.finance.Gift;
import org.doanket.finance.ProposedAct;
import org.doanket.finance.ReceiptLock;
import org.doanket.finance.bank.BankQueries;
import org.doanket.finance.bank.BankView.LineView;
import org.doanket.finance.ledger.LedgerService;
import org.doanket.finance.ledger.LedgerService.Line;
import org.doanket.finance.ledger.ProposalService;
import org.doanket.finance.ledger.SuspenseService;
import org.doanket.finance.payment.BankAccountQueries;
import org.doanket.finance.payment.BankAccountView;
import org.doanket.finance.pledge.PledgeView.Contribution;
import org.doanket.finance.relief.ReliefQueries;
import org.doanket.finance.relief.ReliefView;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.event.Fact;
import org.doanket.platform.event.Outbox;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/**
 * Takes contributions in. Cash is booked: for a drive on 4314, else as income. What the bank has credited outside of a drive's time cannot
 * be sent away at the door, so it waits in suspense to be refunded; at a desk it is not taken. What is entered after a drive's end and said to
 * have come before it waits there, too, until another person has seen the bank's paper: the moment is typed, and else one alone could date back.
 */
@ApplicationScoped
@Transactional
public class ContributionService {

    private static final String CASH = "1111";
    private static final String BANK = "1121";
    private static final String SUSPENSE = "3384";
    private static final String OF_DRIVES = "4314";
    private static final String INCOME = "5151";

    /** @param proposal what waits for another person before anything is taken back; or null */
    public record Undone(Contribution contribution, UUID proposal) {
    }

    private static final String REVERSAL = "contribution-reversal";

    private final AgroalDataSource dataSource;
    private final PledgeQueries queries;
    private final ReliefQueries drives;
    private final BankQueries lines;
    private final BankAccountQueries accounts;
    private final RuleQueries jurisdictions;
    private final LedgerService ledger;
    private final ProposalService proposals;
    private final SuspenseService suspense;
    private final Outbox outbox;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    ContributionService(AgroalDataSource dataSource, PledgeQueries queries, ReliefQueries drives, BankQueries lines,
            BankAccountQueries accounts, RuleQueries jurisdictions,
            LedgerService ledger, ProposalService proposals, SuspenseService suspense, Outbox outbox, UnitTree tree, Caller caller, AuditTrail audit,
            Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.drives = drives;
        this.lines = lines;
        this.accounts = accounts;
        this.jurisdictions = jurisdictions;
        this.ledger = ledger;
        this.proposals = proposals;
        this.suspense = suspense;
        this.outbox = outbox;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    public Contribution take(PledgeCommand.Give command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        UUID giver = command.giver() != null ? tree.require(command.giver(), caller.scope()).id() : command.donor() == null ? unit.id()
                : null;
        refuseBadForm(command, unit);
        ReliefView.Drive drive = drive(command, unit);
        LineView line = line(command, unit);
        boolean isDesk = command.channel().equals("desk");
        // At a drive's desk it is the database that says when: null lets it. Else cut down to what it keeps, for it rounds.
        OffsetDateTime at = isDesk && drive != null ? null
                : command.receivedAt() == null ? clock.instant().atOffset(ZoneOffset.UTC) : command.receivedAt()
                .truncatedTo(ChronoUnit.MICROS);
        boolean isLate = drive != null && !isDesk && (!isWithin(at, drive) || !clock.instant().isBefore(drive.closesAt().toInstant()));
        UUID id = Ids.next();
        Gift gift = command.gift();
        LocalDate day = LocalDate.ofInstant(at == null ? clock.instant() : at.toInstant(), Zones.of(unit.jurisdiction()));
        UUID entry = gift.amount() == null ? null : ledger.post(unit.id(), isLate ? "contribution-late" : "contribution", day, null,
                id.toString(), gift.currency(), List.of(line != null ? new Line(SUSPENSE, gift.minor())
                : isDesk ? new Line(CASH, gift.minor()) : onBank(drive == null ? null : drive.id(), gift.minor()), new Line(isLate ? SUSPENSE
                : drive == null ? INCOME : OF_DRIVES, -gift.minor())), null);
        try {
            Sql.of("INSERT INTO contribution (id, unit_id, giver_id, pledge_id, drive_id, late_for_id, movement_id, kind, amount, "
                    + "currency, quantity, goods, measure, channel, received_at, received_on, bank_ref, donor, state, entry_id, "
                    + "recorded_by, line_no) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce(?::timestamptz, clock_timestamp()), ?, ?, "
                    + "?, ?, ?, ?, ?)", id, unit.id(), giver, command.pledge(), drive == null || isLate ? null : drive.id(), isLate
                    ? drive.id() : null, command.movement() != null ? command.movement() : drive == null ? null : drive.movement(),
                    gift.kind(), gift.minor(), gift.currency(), gift.quantity(), gift.sort(), gift.unitOfMeasure(), command.channel(), at,
                    day, line == null ? command.bankRef() : line.bankRef(), command.donor(), isLate ? "suspense" : "received", entry,
                    caller.subject(), line == null ? null : line.no()).run(dataSource);
        } catch (Sql.SqlFailure failure) {
            throw PledgeProblems.of(failure, drive);
        }
        audit.record(isLate ? "contribution-suspended" : "contribution-received", "contribution", id, unit.id(), null);
        Contribution given = queries.contribution(caller.scope(), id).orElseThrow();
        if (!isLate) {
            outbox.append(new Fact(PledgeEvent.TOPIC, id, 1, "contribution-received", PledgeEvent.Received.of(given)));
        }
        return given;
    }

    /** Back to whom it came from too late, by somebody else than who recorded it. */
    public Contribution refund(UUID id) {
        Contribution late = inState(id, "suspense");
        FourEyes.require(caller, late.recordedBy());
        book("contribution-refunded", late, new Line(SUSPENSE, late.gift().minor()), onBank(late.lateFor(), -late.gift().minor()));
        return changed(late, "refunded", null);
    }

    /** Into the drive after its end, by somebody else than who recorded it and only what came in its time. */
    public Contribution admit(UUID id) {
        Contribution late = inState(id, "suspense");
        FourEyes.require(caller, late.recordedBy());
        // As at its taking in: what the drive has left is not looked at in between.
        Sql.of("SELECT FROM relief_drive WHERE id = ? FOR SHARE", late.lateFor()).run(dataSource);
        ReliefView.Drive drive = drives.drive(late.lateFor()).orElseThrow();
        if (!isWithin(late.receivedAt(), drive)) {
            throw PledgeProblems.notOpen(drive);
        }
        book("contribution-admitted", late, new Line(SUSPENSE, late.gift().minor()), new Line(OF_DRIVES, -late.gift().minor()));
        Sql.of("UPDATE contribution SET state = 'received', drive_id = late_for_id, late_for_id = NULL, movement_id = coalesce(movement_id, ?), "
                + "version = version + 1 WHERE id = ?", drive.movement(), id).run(dataSource);
        audit.record("contribution-admitted", "contribution", id, late.unit(), null);
        Contribution given = queries.contribution(caller.scope(), id).orElseThrow();
        outbox.append(new Fact(PledgeEvent.TOPIC, id, given.version(), "contribution-received", PledgeEvent.Received.of(given)));
        return given;
    }

    private static boolean isWithin(OffsetDateTime at, ReliefView.Drive drive) {
        return !at.isBefore(drive.opensAt()) && at.isBefore(drive.closesAt());
    }

    /** Recorded by mistake: goods and work are taken back at once; money leaves by it, so another person has to agree. */
    public Undone undo(UUID id, PledgeCommand.Undo command) {
        Contribution wrong = inState(id, "received");
        if (wrong.gift().amount() == null) {
            return new Undone(takenBack(wrong, command.why()), null);
        }
        if (!caller.is(Roles.TREASURER)) {
            throw PledgeProblems.cashIsForTheTreasurer();
        }
        long amount = wrong.gift().minor();
        return new Undone(wrong, proposals.propose(new ProposalService.Draft(REVERSAL, id, wrong.unit(),
                Zones.today(clock, tree.find(wrong.unit()).orElseThrow().jurisdiction()), wrong.gift().currency(),
                List.of(new Line(target(wrong), amount), money(wrong)), amount, command.why(), null)));
    }

    @Produces
    @Singleton
    static ProposedAct reversal(ContributionService service) {
        return new ProposedAct(REVERSAL, service::takeBack);
    }

    /** Agreed to. @return the entry */
    UUID takeBack(UUID id, String why) {
        takenBack(inState(id, "received"), why);
        return Sql.of("SELECT id FROM journal_entry WHERE kind = 'contribution-reversed' AND source = ?", id.toString())
                .first(dataSource, row -> row.getObject(1, UUID.class)).orElseThrow();
    }

    /** As a whole, its entry by the opposite. Not what a drive has given out already. */
    private Contribution takenBack(Contribution wrong, String why) {
        if (wrong.drive() != null) {
            Sql.of("SELECT FROM relief_drive WHERE id = ? FOR UPDATE", wrong.drive()).run(dataSource);
        }
        if (wrong.gift().amount() != null) {
            suspense.requireNotTold(wrong.unit(), wrong.entry());
            book("contribution-reversed", wrong, new Line(target(wrong), wrong.gift().minor()), money(wrong));
        }
        Contribution undone = changed(wrong, "reversed", why);
        if (wrong.drive() != null && wrong.gift().amount() != null
                && drives.published(wrong.drive()).map(drive -> drive.left().amount() < wrong.gift().minor()).orElse(false)) {
            throw PledgeProblems.spentAlready();
        }
        outbox.append(new Fact(PledgeEvent.TOPIC, wrong.id(), undone.version(), "contribution-reversed", PledgeEvent.Received.of(undone)));
        return undone;
    }

    private static String target(Contribution of) {
        return of.drive() == null ? INCOME : OF_DRIVES;
    }

    /** Where it goes that is taken back. What a line of the bank brought did come, and waits again for somebody to say what it was. */
    private Line money(Contribution of) {
        long back = -of.gift().minor();
        return of.bankLine() != null ? new Line(SUSPENSE, back) : of.channel().equals("desk") ? new Line(CASH, back) : onBank(of.drive(), back);
    }

    /** On the account of a drive, or on the main one; also where a closing that was undone took the drive back and left the contribution. */
    private Line onBank(UUID drive, long amount) {
        return new Line(BANK, amount, drive == null ? null : accounts.account(caller.scope(), drive).map(BankAccountView::id).orElse(null));
    }

    /** Held until this transaction ends, so that nobody says meanwhile that it was something else. */
    private LineView line(PledgeCommand.Give command, UnitRef unit) {
        if (command.bankLine() == null) {
            return null;
        }
        ReceiptLock.hold(dataSource, unit.id());
        LineView line = lines.line(caller.scope(), command.bankLine()).filter(found -> found.unit().equals(unit.id()))
                .orElseThrow(() -> Problem.notFound("bank-line"));
        if (!line.state().equals("suspense")) {
            throw PledgeProblems.lineTaken();
        }
        UUID drive = accounts.account(caller.scope(), line.bankAccount()).map(BankAccountView::drive).orElse(null);
        if (!line.amount().equals(command.gift().amount()) || !Objects.equals(drive, command.drive())) {
            throw PledgeProblems.lineDiffers();
        }
        return line;
    }

    private void refuseBadForm(PledgeCommand.Give command, UnitRef unit) {
        boolean isDesk = command.channel().equals("desk");
        boolean isCash = command.gift().kind().equals("cash");
        command.gift().check(new AmountFaults(), "/gift", jurisdictions.currencyOf(unit.jurisdiction()))
                .add(!isDesk && !isCash, "/channel", "not-of-kind").add(!isDesk && command.receivedAt() == null, "/receivedAt", "not-null")
                .add((isDesk || command.bankLine() != null) && command.bankRef() != null, "/bankRef", "not-of-kind")
                .add(isDesk && command.bankLine() != null, "/bankLine", "not-of-kind")
                .add(isDesk && command.drive() != null && command.receivedAt() != null, "/receivedAt", "not-of-kind")
                .add(command.receivedAt() != null && command.receivedAt().toInstant().isAfter(clock.instant()), "/receivedAt",
                "past-or-present").raise();
        if (isCash && !caller.is(Roles.TREASURER)) {
            throw PledgeProblems.cashIsForTheTreasurer();
        }
        if (command.pledge() != null) {
            PledgeView.Pledge pledge = queries.pledge(caller.scope(), command.pledge()).orElseThrow(() -> Problem.notFound("pledge"));
            Gift gift = command.gift();
            if (!pledge.gift().kind().equals(gift.kind()) || !Objects.equals(pledge.gift().goods(), gift.sort())
                    || !Objects.equals(pledge.gift().measure(), gift.unitOfMeasure())) {
                throw PledgeProblems.pledgeOfAnotherKind();
            }
        }
    }

    private ReliefView.Drive drive(PledgeCommand.Give command, UnitRef unit) {
        if (command.drive() == null) {
            return null;
        }
        // Locked as the trigger will lock it, so that a closing at the same moment comes either before the look or after the booking.
        Sql.of("SELECT FROM relief_drive WHERE id = ? FOR SHARE", command.drive()).run(dataSource);
        ReliefView.Drive drive = drives.drive(command.drive()).orElseThrow(() -> Problem.notFound("relief-drive"));
        if (!drive.unit().equals(unit.id())) {
            throw PledgeProblems.anotherUnitsDrive();
        }
        if (command.channel().equals("desk") && !drive.state().equals("open")) {
            throw PledgeProblems.notOpen(drive);
        }
        return drive;
    }

    private void book(String kind, Contribution of, Line debit, Line credit) {
        UnitRef unit = tree.find(of.unit()).orElseThrow();
        ledger.post(of.unit(), kind, Zones.today(clock, unit.jurisdiction()), null, of.id().toString(),
                of.gift().currency(), List.of(debit, credit), null);
    }

    private Contribution inState(UUID id, String state) {
        Sql.of("SELECT FROM contribution WHERE id = ? FOR UPDATE", id).run(dataSource);
        Contribution found = queries.contribution(caller.scope(), id).orElseThrow(() -> Problem.notFound("contribution"));
        if (!found.state().equals(state)) {
            throw PledgeProblems.notFrom(found.state());
        }
        return found;
    }

    private Contribution changed(Contribution of, String state, String why) {
        Sql.of("UPDATE contribution SET state = ?, version = version + 1 WHERE id = ?", state, of.id()).run(dataSource);
        audit.record("contribution-" + state, "contribution", of.id(), of.unit(), why);
        return queries.contribution(caller.scope(), of.id()).orElseThrow();
    }
}

package org.doanket.finance.relief;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.AmountFaults;
import org.doanket.finance.FourEyes;
import org.doanket.finance.Gift;
import org.doanket.finance.ledger.CoverService;
import org.doanket.finance.ledger.LedgerService;
import org.doanket.finance.ledger.LedgerService.Line;
import org.doanket.finance.ledger.SuspenseService;
import org.doanket.finance.payment.BankAccountOpeningService;
import org.doanket.finance.payment.BankAccountService;
import org.doanket.finance.relief.ReliefView.Distribution;
import org.doanket.finance.relief.ReliefView.Drive;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.image.QrImage;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Opens and closes drives, and gives out what they have brought: proposed by one, given by the word of another. */
@ApplicationScoped
@Transactional
public class ReliefService {

    /** What of the same kind came in, less what was given out. */
    private static final String IN_HAND = """
        SELECT coalesce((SELECT sum(coalesce(c.amount, c.quantity)) FROM contribution c
                 WHERE c.drive_id = ? AND c.state = 'received' AND c.kind = ?
                   AND c.goods IS NOT DISTINCT FROM ? AND c.measure IS NOT DISTINCT FROM ?), 0)
             - coalesce((SELECT sum(coalesce(x.amount, x.quantity)) FROM relief_distribution x
                 WHERE x.drive_id = ? AND x.state = 'given' AND x.kind = ?
                   AND x.goods IS NOT DISTINCT FROM ? AND x.measure IS NOT DISTINCT FROM ?), 0)""";

    private final AgroalDataSource dataSource;
    private final ReliefQueries queries;
    private final RuleQueries jurisdictions;
    private final BankAccountOpeningService openings;
    private final LedgerService ledger;
    private final CoverService cover;
    private final SuspenseService suspense;
    private final DatedRules rules;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    ReliefService(AgroalDataSource dataSource, ReliefQueries queries, RuleQueries jurisdictions,
            BankAccountOpeningService openings, LedgerService ledger, CoverService cover, SuspenseService suspense, DatedRules rules, UnitTree tree,
            Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.jurisdictions = jurisdictions;
        this.openings = openings;
        this.ledger = ledger;
        this.cover = cover;
        this.suspense = suspense;
        this.rules = rules;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    public Drive open(ReliefCommand.OpenDrive command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        // Cut down to what the database keeps, which rounds: else the last moment would be on one side here and on the other there.
        OffsetDateTime opensAt = command.opensAt().truncatedTo(ChronoUnit.MICROS);
        OffsetDateTime closesAt = command.closesAt().truncatedTo(ChronoUnit.MICROS);
        if (!closesAt.isAfter(opensAt)) {
            throw ReliefProblems.endBeforeBegin();
        }
        UUID id = Ids.next();
        // The law wants an account for each drive: neither the one that the unit gets its dues on, nor that of another drive.
        int rows = Sql.of("INSERT INTO relief_drive (id, unit_id, name, purpose, beneficiaries, movement_id, currency, bank_bin, "
                + "bank_account, bank_holder, opens_at, closes_at, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                + "ON CONFLICT (bank_bin, bank_account) DO NOTHING",
                id, unit.id(), command.name(), command.purpose(), command.beneficiaries(), command.movement(),
                jurisdictions.currencyOf(unit.jurisdiction()), command.bankBin(), command.account(), command.holder(), opensAt, closesAt,
                caller.subject()).run(dataSource);
        if (rows == 0 || !openings.proposeForDrive(id, command.account())) {
            throw ReliefProblems.accountNotItsOwn();
        }
        audit.record("relief-drive-opened", "relief-drive", id, unit.id(), null);
        return queries.drive(id).orElseThrow();
    }

    /** Before its time; what is under way is waited for. From now on it takes nothing in. */
    public Drive close(UUID id, ReliefCommand.CloseDrive command) {
        Drive drive = locked(id);
        if (drive.state().equals("closed")) {
            throw ReliefProblems.over();
        }
        Sql.of("UPDATE relief_drive SET closes_at = greatest(clock_timestamp(), opens_at + interval '1 microsecond'), closed_early = ?, "
                + "version = version + 1 WHERE id = ?", command.why(), id).run(dataSource);
        audit.record("relief-drive-closed", "relief-drive", id, drive.unit(), command.why());
        return queries.drive(id).orElseThrow();
    }

    public Distribution propose(UUID id, ReliefCommand.Distribute command) {
        Drive drive = locked(id);
        Gift gift = command.gift();
        boolean isCash = gift.kind().equals("cash");
        gift.check(new AmountFaults(), "/gift", drive.currency()).add(gift.kind().equals("workdays"), "/gift/kind", "not-of-kind")
                .add(isCash == (command.paidFrom() == null), "/paidFrom", isCash ? "not-null" : "not-of-kind").raise();
        UUID distribution = Ids.next();
        Sql.of("INSERT INTO relief_distribution (id, drive_id, unit_id, place, kind, amount, goods, measure, quantity, recipients, "
                + "given_on, paid_from, note, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", distribution, id,
                drive.unit(), command.place().strip(), gift.kind(), gift.minor(), gift.sort(), gift.unitOfMeasure(), gift.quantity(),
                command.recipients(), command.givenOn(), command.paidFrom(), command.note(), caller.subject()).run(dataSource);
        return recorded("relief-distribution-proposed", distribution, drive.unit());
    }

    /** Gives out and books, if there is so much in hand: under the lock of the drive, so that two do not give the same money. */
    public Distribution give(UUID id, UUID distribution, ReliefCommand.DecideDistribution command) {
        // Before the drive, as whoever takes a contribution back: else each would wait for the other.
        cover.oneAtATime(requireWithin(id).unit());
        Drive drive = locked(id);
        Distribution proposed = proposed(id, distribution);
        FourEyes.require(caller, proposed.createdBy());
        Gift gift = proposed.gift();
        Object[] which = {id, gift.kind(), gift.goods(), gift.measure(), id, gift.kind(), gift.goods(), gift.measure()};
        BigDecimal inHand = Sql.of(IN_HAND, which).first(dataSource, row -> row.getBigDecimal(1)).orElseThrow();
        BigDecimal wanted = gift.amount() == null ? gift.quantity() : BigDecimal.valueOf(gift.amount().amount());
        if (inHand.compareTo(wanted) < 0) {
            throw ReliefProblems.notInHand(Gift.tidy(inHand).toPlainString());
        }
        UUID entry = gift.amount() == null ? null : paid(drive, proposed);
        return decided(distribution, "given", command.note(), entry, drive.unit());
    }

    /** The account that a drive's money comes on and leaves from bears the drive's id. What came by the bank is not in the cash box by itself. */
    private UUID paid(Drive drive, Distribution given) {
        long amount = given.gift().amount().amount();
        List<Line> lines = List.of(new Line("4314", amount), new Line(given.paidFrom(), -amount, given.paidFrom().equals("1121") ? drive.id() : null));
        cover.require(tree.find(drive.unit()).orElseThrow(), given.givenOn(), drive.currency(), lines);
        return ledger.post(drive.unit(), "relief-given", given.givenOn(), null, given.id().toString(), drive.currency(), lines, null);
    }

    /** It was not given, or not so: what it was is in hand again. By somebody else than who gave the word for it. */
    public Distribution reverse(UUID id, UUID distribution, ReliefCommand.ReverseDistribution command) {
        cover.oneAtATime(requireWithin(id).unit());
        Drive drive = locked(id);
        Distribution wrong = inState(id, distribution, "given");
        FourEyes.require(caller, wrong.decidedBy());
        UUID entry = wrong.gift().amount() == null ? null : paidBack(drive, wrong, command.why());
        Sql.of("UPDATE relief_distribution SET state = 'reversed', reversal_id = ?, reversed_by = ?, reversed_why = ?, version = version + 1 WHERE id = ?",
                entry, caller.subject(), command.why(), distribution).run(dataSource);
        audit.record("relief-distribution-reversed", "relief-distribution", distribution, drive.unit(), command.why());
        return queries.distribution(caller.scope(), distribution).orElseThrow();
    }

    /** In the books of the unit that has the drive now: with it went what it had in hand. */
    private UUID paidBack(Drive drive, Distribution wrong, String why) {
        suspense.requireNotTold(drive.unit(), wrong.entry());
        long amount = wrong.gift().amount().amount();
        UUID account = wrong.paidFrom().equals("1121") ? drive.id() : null;
        return ledger.post(drive.unit(), "relief-reversed", Zones.today(clock, drive.jurisdiction()), null, wrong.id().toString(), drive.currency(),
                List.of(new Line(wrong.paidFrom(), amount, account), new Line("4314", -amount)), why);
    }

    /** For any sum, to be shown to everybody; not before a second person has held the number against the bank's letter. */
    public QrImage qr(UUID id) {
        Drive drive = queries.drive(id).orElseThrow(() -> Problem.notFound("relief-drive"));
        if (!drive.accountApproved()) {
            throw ReliefProblems.accountWaits();
        }
        return BankAccountService.qr(drive.currency(), drive.bankBin(), drive.account());
    }

    public Distribution refuse(UUID id, UUID distribution, ReliefCommand.DecideDistribution command) {
        Drive drive = locked(id);
        proposed(id, distribution);
        return decided(distribution, "refused", command.note(), null, drive.unit());
    }

    public UUID set(ReliefCommand.SetReliefRule command) {
        rules.requireTop(command.jurisdiction());
        if ((command.value() == null) != command.kind().equals("intake-window")) {
            throw ReliefProblems.badRule();
        }
        UUID id = Ids.next();
        int rows = Sql.of("INSERT INTO relief_rule (id, jurisdiction, kind, valid_from, value, citation, verified) VALUES (?, ?, ?, ?, ?, "
                + "?, ?) ON CONFLICT (jurisdiction, kind, valid_from) DO NOTHING", id, command.jurisdiction(), command.kind(),
                command.validFrom(), command.value(), command.citation(), command.verified()).run(dataSource);
        if (rows == 0) {
            throw Problem.conflict("rule-begin-taken", command.validFrom());
        }
        audit.record("relief-rule-set", "relief-rule", id, null, null);
        return id;
    }

    private Distribution decided(UUID id, String state, String note, UUID entry, UUID unit) {
        Sql.of("UPDATE relief_distribution SET state = ?, note = coalesce(?, note), decided_by = ?, entry_id = ?, version = version + 1 "
                + "WHERE id = ?", state, note, caller.subject(), entry, id).run(dataSource);
        return recorded("relief-distribution-" + state, id, unit);
    }

    private Distribution proposed(UUID drive, UUID id) {
        return inState(drive, id, "proposed");
    }

    /** @throws Problem 404 no such one of that drive in the caller's scope */
    public Distribution distribution(UUID drive, UUID id) {
        return queries.distribution(caller.scope(), id).filter(each -> each.drive().equals(drive)).orElseThrow(() -> Problem.notFound("relief-distribution"));
    }

    private Distribution inState(UUID drive, UUID id, String state) {
        Distribution found = distribution(drive, id);
        if (!found.state().equals(state)) {
            throw ReliefProblems.notFrom(found.state());
        }
        return found;
    }

    /** @throws Problem 404 for a drive of a unit that the caller does not reach */
    public Drive requireWithin(UUID id) {
        return queries.drive(id).filter(drive -> tree.find(drive.unit()).filter(unit -> caller.scope().contains(unit.path())).isPresent())
                .orElseThrow(() -> Problem.notFound("relief-drive"));
    }

    /** Read after it is locked. A drive is public, but not everybody's to act on. */
    private Drive locked(UUID id) {
        Sql.of("SELECT FROM relief_drive WHERE id = ? FOR UPDATE", id).run(dataSource);
        return requireWithin(id);
    }

    private Distribution recorded(String action, UUID id, UUID unit) {
        audit.record(action, "relief-distribution", id, unit, null);
        return queries.distribution(caller.scope(), id).orElseThrow();
    }
}

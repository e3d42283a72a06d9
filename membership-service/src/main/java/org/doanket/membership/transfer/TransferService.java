package org.doanket.membership.transfer;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.membership.calendar.TermQueries;
import org.doanket.membership.charter.NationalIdQueries;
import org.doanket.membership.member.MemberService;
import org.doanket.membership.transfer.Transfer.Word;
import org.doanket.membership.unit.UnitService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Asking for a transfer from either side or by the member, answering, and doing it on its day. */
@ApplicationScoped
@Transactional
public class TransferService {

    static final String SELECT = "SELECT t.*, f.path AS from_path, o.path AS to_path, f.jurisdiction FROM transfer t JOIN unit f ON f.id = t.from_unit "
            + "JOIN unit o ON o.id = t.to_unit WHERE ";
    private static final String CLOSE = "UPDATE transfer SET state = ?, reason = ?, closed_at = ?, version = version + 1 WHERE id = ?";

    private record Holding(UUID member, UUID unit) {
    }

    private record Asking(UUID member, UnitRef from, UnitRef to, String by, UUID application, LocalDate movesOn, String category, String note) {
    }

    private final AgroalDataSource dataSource;
    private final MemberService members;
    private final UnitTree tree;
    private final UnitService units;
    private final TermQueries terms;
    private final NationalIdQueries nationalIds;
    private final FieldVault vault;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    TransferService(AgroalDataSource dataSource, MemberService members, UnitTree tree, UnitService units, TermQueries terms,
            NationalIdQueries nationalIds, FieldVault vault, AuditTrail audit, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.members = members;
        this.tree = tree;
        this.units = units;
        this.terms = terms;
        this.nationalIds = nationalIds;
        this.vault = vault;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    public UUID ask(TransferCommand.Ask command, UnitScope scope) {
        refuse(faults(command));
        units.holdTree();
        if (command.kind().equals("leave")) {
            UnitRef from = tree.require(unitOf(command.memberId(), scope), scope);
            return insert(new Asking(command.memberId(), from, byCode(command.toUnitCode()), "from", null, command.movesOn(), command.category(),
                    command.note()));
        }
        UnitRef to = living(tree.require(command.unitId(), scope));
        if (command.memberCode() != null) {
            return receive(to, Sql.of("SELECT * FROM membership_of(?::text)", command.memberCode()), null, command.movesOn(), command.category(),
                    command.note());
        }
        String nationalId = NationalIdQueries.bare(command.nationalId());
        if (!nationalIds.on(to.jurisdiction(), today(to.jurisdiction())).isKnown(nationalId)) {
            throw Problem.invalid(List.of(Fault.at("/nationalId", "bad-national-id")));
        }
        return receive(to, byIndex(vault.blindIndex("national-id", nationalId)), null, command.movesOn(), command.category(), command.note());
    }

    /** For somebody who applied and is a member elsewhere. @param personIndex the blind index of his national id, {@code category} what he applied as */
    public UUID receive(UUID toUnit, byte[] personIndex, UUID application, LocalDate movesOn, String category, String note, UnitScope scope) {
        units.holdTree();
        return receive(living(tree.require(toUnit, scope)), byIndex(personIndex), application, movesOn, category, note);
    }

    public UUID askOwn(UUID member, TransferCommand.AskOwn command, UnitScope scope) {
        units.holdTree();
        UnitRef from = tree.require(unitOf(member, scope), scope);
        return insert(new Asking(member, from, byCode(command.toUnitCode()), "member", null, command.movesOn(), command.category(), command.note()));
    }

    /** When nobody is missing any more it is done at once, or waits for its day. */
    public void accept(UUID id, TransferCommand.Accept command, UnitScope scope) {
        // First: an act that changes the tree holds it, and wants the transfers next.
        units.holdTree();
        Transfer transfer = hold(id, scope);
        Word word = transfer.answerOf(scope, today(transfer.jurisdiction()));
        Sql sql = Sql.of("UPDATE transfer SET decision_number = coalesce(?, decision_number), decided_above = ?, state = ?, version = version + 1",
                command.decisionNumber(), word == Word.ABOVE, transfer.isAgreedWith(word) ? "accepted" : "asked");
        if (word != Word.TO) {
            sql.add(", from_agreed_at = coalesce(from_agreed_at, ?), from_agreed_by = coalesce(from_agreed_by, ?)", clock.instant(), caller.subject());
        }
        if (word != Word.FROM) {
            sql.add(", to_agreed_at = coalesce(to_agreed_at, ?), to_agreed_by = coalesce(to_agreed_by, ?)", clock.instant(), caller.subject());
        }
        sql.add("WHERE id = ?", id).run(dataSource);
        audit.record("transfer-accepted", "transfer", id, caller.unit(), command.decisionNumber());
        if (transfer.isAgreedWith(word) && !transfer.movesOn().isAfter(today(transfer.jurisdiction()))) {
            carryOut(transfer, command.decisionNumber() == null ? transfer.decisionNumber() : command.decisionNumber());
        }
    }

    public void refuse(UUID id, TransferCommand.Refuse command, UnitScope scope) {
        Transfer transfer = hold(id, scope);
        Word word = transfer.answerOf(scope, today(transfer.jurisdiction()));
        Sql.of("UPDATE transfer SET decided_above = ? WHERE id = ?", word == Word.ABOVE, id).run(dataSource);
        close(id, "refused", command.reason());
        audit.record("transfer-refused", "transfer", id, caller.unit(), null);
    }

    public void withdraw(UUID id, UnitScope scope) {
        hold(id, scope).mustBeWithdrawableBy(scope);
        close(id, "withdrawn", null);
    }

    public void withdrawOwn(UUID id, UUID member, UnitScope scope) {
        Transfer transfer = hold(id, scope);
        if (!transfer.member().equals(member) || !transfer.askedBy().equals("member")) {
            throw Problem.notFound("transfer");
        }
        transfer.mustBeOpen();
        close(id, "withdrawn", null);
    }

    /** Nobody is carried over for an application that is no more. */
    public void withdrawOf(UUID application) {
        withdrawOf(List.of(application));
    }

    public void withdrawOf(List<UUID> applications) {
        Sql.of("UPDATE transfer SET state = 'withdrawn', closed_at = ?, version = version + 1 WHERE application_id = ANY (?::uuid[]) "
                + "AND state IN ('asked', 'accepted')", clock.instant(), Sql.column(applications, id -> id)).run(dataSource);
    }

    /** In background, whose transaction sees all. @return false where somebody else has done it, or it was withdrawn */
    boolean carryOutIfDue(UUID id) {
        units.holdTree();
        Optional<Transfer> due = Sql.of(SELECT + "t.id = ? AND t.state = 'accepted' FOR UPDATE OF t", id).first(dataSource, Transfer::of)
                .filter(transfer -> !transfer.movesOn().isAfter(today(transfer.jurisdiction())));
        due.ifPresent(transfer -> carryOut(transfer, transfer.decisionNumber()));
        return due.isPresent();
    }

    /** What both had agreed on can be done no more. What has been withdrawn or done meanwhile stays so. */
    void lapse(UUID id, String reason) {
        Sql.of(CLOSE + " AND state = 'accepted'", "lapsed", reason, clock.instant(), id).run(dataSource);
    }

    private void carryOut(Transfer transfer, String decisionNumber) {
        members.transfer(transfer.member(), transfer.to().unit(), transfer.movesOn(), decisionNumber == null ? "transfer " + transfer.id() : decisionNumber,
                transfer.category());
        close(transfer.id(), "done", null);
    }

    private void close(UUID id, String state, String reason) {
        Sql.of(CLOSE, state, reason, clock.instant(), id).run(dataSource);
    }

    private UUID receive(UnitRef to, Sql membership, UUID application, LocalDate movesOn, String category, String note) {
        Holding holding = membership.first(dataSource, row -> new Holding(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .orElseThrow(TransferProblems::noSuchMembership);
        // Asking tells that there is a membership somewhere, so that it was asked is on record.
        audit.record("membership-looked-up", "unit", to.id(), to.id(), application == null ? "wish to receive" : "application " + application);
        return insert(new Asking(holding.member(), tree.find(holding.unit()).orElseThrow(), to, "to", application, movesOn, category, note));
    }

    private UUID insert(Asking asking) {
        if (asking.from().id().equals(asking.to().id())) {
            throw TransferProblems.alreadyThere();
        }
        if (!asking.from().jurisdiction().equals(asking.to().jurisdiction())) {
            throw TransferProblems.otherJurisdiction();
        }
        members.requireTaken(asking.member(), asking.category(), asking.to(), asking.movesOn());
        UUID id = Ids.next();
        Optional<TermQueries.Term> silence = terms.from(asking.from().jurisdiction(), today(asking.from().jurisdiction()), "transfer-silence");
        boolean isFrom = asking.by().equals("from");
        boolean isTo = asking.by().equals("to");
        int inserted = Sql.of("INSERT INTO transfer (id, member_id, from_unit, to_unit, asked_by, state, moves_on, category, note, application_id, asked_at, "
                + "asked_subject, silence_ends, citation, from_agreed_at, from_agreed_by, to_agreed_at, to_agreed_by, version) "
                + "VALUES (?, ?, ?, ?, ?, 'asked', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO NOTHING", id, asking.member(), asking.from().id(),
                asking.to().id(), asking.by(), asking.movesOn(), asking.category(), asking.note(), asking.application(), clock.instant(), caller.subject(),
                silence.map(TermQueries.Term::last).orElse(null), silence.map(TermQueries.Term::citation).orElse(null), isFrom ? clock.instant() : null,
                isFrom ? caller.subject() : null, isTo ? clock.instant() : null, isTo ? caller.subject() : null).run(dataSource);
        if (inserted == 0) {
            throw TransferProblems.openAlready();
        }
        return id;
    }

    private static List<Fault> faults(TransferCommand.Ask command) {
        List<Fault> faults = new ArrayList<>();
        if (command.kind().equals("leave")) {
            need(faults, "/memberId", command.memberId());
            need(faults, "/toUnitCode", command.toUnitCode());
        } else {
            need(faults, "/unitId", command.unitId());
            if (command.memberCode() == null) {
                need(faults, "/nationalId", command.nationalId());
            }
        }
        return faults;
    }

    private static void need(List<Fault> faults, String pointer, Object value) {
        if (value == null) {
            faults.add(Fault.at(pointer, "not-null"));
        }
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    private static Sql byIndex(byte[] personIndex) {
        return Sql.of("SELECT * FROM membership_of(?::bytea)", (Object) personIndex);
    }

    private UUID unitOf(UUID member, UnitScope scope) {
        return Sql.of("SELECT unit_id FROM member WHERE id = ? AND path >= ? AND path < ? AND ended_on IS NULL", member, scope.from(), scope.to())
                .first(dataSource, row -> row.getObject(1, UUID.class)).orElseThrow(() -> Problem.notFound("member"));
    }

    /** Codes of units are no secret: one needs the other's to send a member there. */
    private UnitRef byCode(String code) {
        return living(tree.byCode(code).orElseThrow(() -> Problem.invalid(List.of(Fault.at("/toUnitCode", "unknown-unit")))));
    }

    private static UnitRef living(UnitRef unit) {
        if (unit.validTo() != null) {
            throw TransferProblems.unitEnded(unit.code());
        }
        return unit;
    }

    private Transfer hold(UUID id, UnitScope scope) {
        return Sql.of(SELECT + "t.id = ? AND (f.path >= ? AND f.path < ? OR o.path >= ? AND o.path < ?) FOR UPDATE OF t", id, scope.from(), scope.to(),
                scope.from(), scope.to()).first(dataSource, Transfer::of).orElseThrow(() -> Problem.notFound("transfer"));
    }

    private LocalDate today(String jurisdiction) {
        return Zones.today(clock, jurisdiction);
    }
}

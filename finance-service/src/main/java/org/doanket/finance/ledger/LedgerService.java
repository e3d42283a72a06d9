package org.doanket.finance.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.ledger.LedgerView.Entry;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitTree;

/**
 * Books single entries for requests. Batches insert their entries set by set; the same triggers watch over both, so that
 * no way into the ledger is less guarded than another.
 */
@ApplicationScoped
public class LedgerService {

    /** Entries behind which stands a table of their own: undone there (a new run, another assignment), or the two would part. */
    private static final List<String> OF_SUB_LEDGERS = List.of("dues-assessed", "receipt", "cash-receipt", "assignment", "share-up", "share-from-below",
            "share-returned", "share-returned-below", "organisation-share", "fund-declared", "fund-receipt", "fund-relieved", "fund-allotted",
            "fund-collected-elsewhere", "fund-handed-over", "fund-taken-over", "contribution", "contribution-late", "contribution-refunded",
            "contribution-reversed", "contribution-admitted", "relief-given", "relief-reversed", "grant-paid", "grant-reversed", "voucher",
            "voucher-reversed", "refund", "line-told");

    /** Their day is the one that the bank gives its money, now and then tomorrow's. */
    private static final List<String> DATED_BY_THE_BANK = List.of("assignment", "contribution", "contribution-late", "line-told");

    /** One line of an entry. @param amount debit above zero, credit below; @param bankAccount of money of the bank; null for the main one */
    public record Line(String account, long amount, UUID bankAccount) {

        public Line(String account, long amount) {
            this(account, amount, null);
        }
    }

    private final AgroalDataSource dataSource;
    private final LedgerQueries queries;
    private final Caller caller;
    private final AuditTrail audit;
    private final UnitTree tree;
    private final Clock clock;

    LedgerService(AgroalDataSource dataSource, LedgerQueries queries, Caller caller, AuditTrail audit, UnitTree tree, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.caller = caller;
        this.audit = audit;
        this.tree = tree;
        this.clock = clock;
    }

    /**
     * Books an entry with all its lines in one statement.
     *
     * @param wanted its day, or the first open one where the books of that month are closed
     * @param source what it stems from; with the kind it is booked once
     * @throws Problem 422 for a day to come
     */
    @Transactional
    public UUID post(UUID unit, String kind, LocalDate wanted, LocalDate month, String source, String currency, List<Line> lines,
            String note) {
        if (!DATED_BY_THE_BANK.contains(kind)) {
            requireCome(unit, wanted);
        }
        return insert(unit, kind, wanted, month, source, null, currency, lines, note, null);
    }

    /** As {@link #post}, of a person's own hand. @param evidence the paper behind it */
    @Transactional
    UUID byHand(UUID unit, LocalDate wanted, String source, String currency, List<Line> lines, String note, String evidence) {
        return insert(unit, "manual", wanted, null, source, null, currency, lines, note, evidence);
    }

    /** An entry that may be reversed, and is by nobody else until this transaction ends. */
    @Transactional
    Entry reversible(UUID id) {
        Entry entry = queries.entry(caller.scope(), id).orElseThrow(() -> Problem.notFound("journal-entry"));
        if (OF_SUB_LEDGERS.contains(entry.kind())) {
            throw LedgerProblems.ownedBySubLedger(entry.kind());
        }
        // Two who reverse the same entry meet here; the unique reverses_no would stop the second one too, but less kindly.
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?, 2))", "reversal " + id).run(dataSource);
        if (queries.entry(caller.scope(), id).orElseThrow().reversedBy() != null) {
            throw LedgerProblems.reversedAlready();
        }
        return entry;
    }

    /**
     * The opposite of an entry, once; a reversal may itself be reversed.
     *
     * @param entry as {@link #reversible} answered it
     * @param day   not before that of the entry: between the two the books would hold what never was
     */
    @Transactional
    UUID reverse(Entry entry, LocalDate day, String why) {
        requireCome(entry.unit(), day);
        LocalDate from = day.isBefore(entry.effectiveDate()) ? entry.effectiveDate() : day;
        UUID reversal = insert(entry.unit(), "reversal", from, null, entry.id().toString(), entry.no(),
                entry.postings().get(0).amount().currency(), opposite(entry), why, null);
        audit.record("entry-reversed", "journal-entry", entry.id(), entry.unit(), why);
        return reversal;
    }

    /** The entry of a document by its opposite, once, as the document is taken back. @param kind what the opposite is called */
    @Transactional
    public UUID takeBack(UUID id, String kind, LocalDate day, String why) {
        Entry entry = queries.entry(caller.scope(), id).orElseThrow(() -> Problem.notFound("journal-entry"));
        return insert(entry.unit(), kind, day, null, id.toString(), entry.no(), entry.postings().get(0).amount().currency(), opposite(entry), why, null);
    }

    /**
     * What the books have refused to a statement of another feature, as the problem that says why; else the failure itself. A month that is closed at
     * this very moment takes nothing any more: asked again, it is booked on the first open day.
     */
    public static RuntimeException refused(Exception failure) {
        return LedgerProblems.of(failure instanceof RuntimeException known ? known : new IllegalStateException("not booked", failure));
    }

    static List<Line> opposite(Entry entry) {
        return entry.postings().stream().map(line -> new Line(line.account(), -line.amount().amount(), line.bankAccount())).toList();
    }

    private void requireCome(UUID unit, LocalDate day) {
        if (day.isAfter(Zones.today(clock, tree.find(unit).orElseThrow().jurisdiction()))) {
            throw LedgerProblems.inFuture();
        }
    }

    private UUID insert(UUID unit, String kind, LocalDate wanted, LocalDate month, String source, Long reverses, String currency,
            List<Line> lines, String note, String evidence) {
        try {
            return Sql.of("WITH entry AS (INSERT INTO journal_entry (unit_id, kind, effective_date, month, source, reverses_no, "
                    + "note, evidence, recorded_by) VALUES (?, ?, open_day(?, ?), ?, ?, ?, ?, ?, ?) RETURNING no, id, unit_id, effective_date), "
                    + "lines AS (INSERT INTO posting (entry_no, line, unit_id, effective_date, account, amount, currency, bank_account_id) "
                    + "SELECT no, l.ordinality, unit_id, effective_date, l.account, l.amount, ?, l.bank_account FROM entry, "
                    + "unnest(?::text[], ?::bigint[], ?::uuid[]) WITH ORDINALITY AS l (account, amount, bank_account, ordinality)) SELECT id FROM entry",
                    unit, kind, unit, wanted, month, source, reverses, note, evidence, caller.subject(), currency,
                    lines.stream().map(Line::account).toArray(String[]::new), lines.stream().map(Line::amount).toArray(Long[]::new),
                    Sql.column(lines, Line::bankAccount))
                    .first(dataSource, row -> row.getObject(1, UUID.class)).orElseThrow();
        } catch (Sql.SqlFailure failure) {
            throw LedgerProblems.of(failure);
        }
    }
}

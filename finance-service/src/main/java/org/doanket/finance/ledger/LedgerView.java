package org.doanket.finance.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.budget.BudgetView.Finding;
import org.doanket.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The ledger as it is shown. Debit is above zero, credit below. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface LedgerView {

    /**
     * @param measure     what a memo account counts instead of money
     * @param clearsMoney whether it stands for money that has left the bank until it is said what for
     * @param control     the document by which alone it moves, and {@code settledBy} the voucher that pays or receives what is owed there
     * @param validTo     the first day on which nothing is booked there any more
     */
    record Account(String code, String kind, String name, String parent, String reportCode, String measure, boolean clearsMoney,
            String control, String settledBy, LocalDate validFrom, LocalDate validTo, String citation, boolean verified) implements LedgerView {
    }

    /**
     * What waits for another person, or has been decided on.
     *
     * @param act      entry, or what is done to {@code subject}: reversal of an entry, fund-receipt-reversal, contribution-reversal,
     *                 cash-receipt-reversal, voucher-reversal
     * @param postings what is or will be booked by it
     * @param outgoing how much money leaves by it; {@code alone} up to how much one person may let out on a day, of which {@code aloneToday}
     *                 was gone already
     * @param bankLines whose money an entry takes out of suspense
     * @param findings of what waits: that cash or bank does not hold what is to leave it
     */
    @Schema(name = "Proposal")
    record Proposal(UUID id, String act, UUID subject, UUID unit, LocalDate on, List<Posting> postings, String note, String evidence,
            Money outgoing, Money alone, Money aloneToday, String state,
            String madeBy, OffsetDateTime madeAt, String decidedBy, OffsetDateTime decidedAt, String reason, UUID entry,
            List<UUID> bankLines, List<Finding> findings) implements LedgerView {

        Proposal with(List<Finding> its) {
            return new Proposal(id, act, subject, unit, on, postings, note, evidence, outgoing, alone, aloneToday, state, madeBy, madeAt, decidedBy,
                    decidedAt, reason, entry, bankLines, its);
        }
    }

    /** @param bankAccount on which money of the bank stands; where none is named it is the unit's main one of that day */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Posting(String account, Money amount, UUID bankAccount) implements LedgerView {
    }

    /**
     * @param reverses the entry that this one undoes, {@code reversedBy} the one that undid this
     * @param findings as it is made: that the bank did not hold what left it
     */
    record Entry(UUID id, @JsonIgnore long no, UUID unit, String kind, LocalDate effectiveDate, YearMonth month, String source,
            UUID reverses, UUID reversedBy, String note, String evidence, OffsetDateTime recordedAt, String recordedBy,
            List<Posting> postings, List<Finding> findings) implements LedgerView {

        Entry with(List<Finding> its) {
            return new Entry(id, no, unit, kind, effectiveDate, month, source, reverses, reversedBy, note, evidence, recordedAt, recordedBy, postings,
                    its.isEmpty() ? null : its);
        }
    }

    /** What an account moved to; {@code balance} is debit less credit. */
    record Balance(String account, String name, Money debit, Money credit, Money balance) implements LedgerView {
    }

    /** @param difference debit less credit over all accounts, by currency: zero, or the ledger is broken */
    record TrialBalance(UUID unit, String scope, LocalDate asOf, Instant knownAt, List<Balance> accounts, List<Money> difference)
            implements LedgerView {
    }

    /**
     * An account over a time. {@code closing} is opening plus debit less credit.
     *
     * @param eliminated of the closing, what units of the subtree owe or have passed on to one another; {@code consolidated} the rest
     */
    record StatementLine(String account, String name, Money opening, Money debit, Money credit, Money closing, Money eliminated,
            Money consolidated)
            implements LedgerView {
    }

    /** @param upper what the receiving units show, {@code lower} the giving ones; {@code difference} their sum: zero where both say the same */
    record Elimination(String code, String name, Money upper, Money lower, Money difference) implements LedgerView {
    }

    /** @param side upper in the books of the unit that receives, lower in those of the one that gives */
    record EliminationRule(String code, String side, String account, LocalDate validFrom, LocalDate validTo, String citation,
            boolean verified)
            implements LedgerView {
    }

    /** @param eliminations of a subtree only */
    record Statement(UUID unit, String scope, LocalDate from, LocalDate to, Instant knownAt, List<StatementLine> accounts,
            List<Elimination> eliminations) implements LedgerView {
    }

    /** A posting on an account. @param balance of all units asked for, after it */
    record AccountLine(UUID entry, @JsonIgnore long no, @JsonIgnore int line, UUID unit, LocalDate on, String kind, String note,
            Money amount,
            Money balance) implements LedgerView {
    }

    record Period(UUID id, UUID unit, YearMonth month, String status, OffsetDateTime closedAt, String closedBy, Long entries, String hash)
            implements LedgerView {
    }

    /** A closing or an opening again. @param why of an opening; {@code hash} of a closing */
    record Act(String act, OffsetDateTime at, String by, String why, Long entries, String hash) implements LedgerView {
    }

    /**
     * Where closed books are no longer what was sealed: the first place of a unit.
     *
     * @param position of the entry in its month, from 1; none where the seal itself is broken
     * @param what     changed, cut, added, reordered, or seal-broken, chain-broken, status-without-act
     */
    record Break(UUID unit, YearMonth month, Long position, UUID entry, String what) implements LedgerView {
    }

    /** @param breaks the first of each unit, of at most 200 units */
    record Verification(UUID unit, String scope, long months, long entries, boolean intact, List<Break> breaks) implements LedgerView {
    }
}

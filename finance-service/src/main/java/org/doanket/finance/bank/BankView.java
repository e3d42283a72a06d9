package org.doanket.finance.bank;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;
import org.doanket.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Statements and their lines as they are shown; payers' accounts only by their last digits. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface BankView {

    /**
     * @param state     waiting, booked or refused; {@code fault} why it was refused, and {@code faultDetail} in words
     * @param format    in which it came: camt.053, mt940 or that of a profile
     * @param known     lines that were known already; {@code suspected} those that may be, and are not booked until somebody has decided
     */
    record StatementView(UUID id, UUID unit, String profile, String format, String state, String fault, String faultDetail, Long lines, Long known,
            Long suspected, Long matched, Long suspended, Long debits, OffsetDateTime createdAt) implements BankView {

        static StatementView of(ResultSet row) throws SQLException {
            String fault = row.getString("fault");
            String detail = fault == null ? null : Messages.text(Language.current(), "problem." + fault + ".detail",
                    (Object[]) row.getArray("fault_args").getArray());
            return new StatementView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("profile"),
                    row.getString("format"), row.getString("state"), fault, detail, row.getObject("line_count", Long.class),
                    row.getObject("known", Long.class), row.getObject("suspected", Long.class), row.getObject("matched", Long.class), row.getObject("suspended", Long.class), row.getObject("debits", Long.class),
                    row.getObject("created_at", OffsetDateTime.class));
        }
    }

    /**
     * @param state       matched or suspense
     * @param source      statement or webhook, whichever told of it first
     * @param paid        what it was found to pay, and {@code surplus} what came in above what was owed and is due back, once it is matched
     * @param refund      that it paid out, where it is money that left for one
     * @param employer    whose fund it paid, by {@code fundReceipt}, where it is money of one
     * @param entries     that say what it was, or have booked it before it came
     * @param contribution that it brought, and {@code bankAccount} the unit's on which it stands
     * @param suggestions in suspense: what it may have paid, the likeliest first
     */
    record LineView(UUID id, @JsonIgnore long no, UUID unit, LocalDate valueDate, LocalDate bookedOn, Money amount, String memo,
            String bankRef,
            String payer, String payerAccount, String source, String state, Money paid, Money surplus, List<ReceiptView> receipts,
            UUID refund, UUID employer, UUID fundReceipt, UUID contribution, UUID bankAccount,
            List<UUID> entries, List<SuggestionView> suggestions) implements BankView {

        static LineView of(ResultSet row) throws SQLException {
            Money amount = new Money(row.getLong("amount"), row.getString("currency"));
            boolean isEmployers = row.getObject("receipt_id") != null;
            UUID contribution = row.getObject("contribution_id", UUID.class);
            List<UUID> entries = row.getArray("entries") == null ? null : List.of((UUID[]) row.getArray("entries").getArray());
            return new LineView(row.getObject("id", UUID.class), row.getLong("no"), row.getObject("unit_id", UUID.class),
                    row.getObject("value_date", LocalDate.class), row.getObject("booked_on", LocalDate.class), amount,
                    row.getString("memo"),
                    row.getString("bank_ref"), row.getString("payer"), row.getString("payer_account"), row.getString("source"),
                    row.getObject("refund_id") == null && !isEmployers && contribution == null && entries == null ? "suspense" : "matched",
                    isEmployers || contribution != null ? amount : null, null, null,
                    row.getObject("refund_id", UUID.class), row.getObject("employer_id", UUID.class), row.getObject("receipt_id", UUID.class),
                    contribution, row.getObject("bank_account_id", UUID.class), entries, null);
        }

        LineView with(List<ReceiptView> booked, List<SuggestionView> perhaps) {
            if (booked == null || booked.isEmpty()) {
                return new LineView(id, no, unit, valueDate, bookedOn, amount, memo, bankRef, payer, payerAccount, source, state, paid,
                        null, null, refund, employer, fundReceipt, contribution, bankAccount, entries, perhaps);
            }
            Money none = Money.zero(amount.currency());
            return new LineView(id, no, unit, valueDate, bookedOn, amount, memo, bankRef, payer, payerAccount, source, "matched",
                    booked.stream().map(ReceiptView::amount).reduce(none, Money::plus), booked.stream().map(ReceiptView::surplus)
                    .reduce(none, Money::plus),
                    booked, refund, employer, fundReceipt, contribution, bankAccount, entries, null);
        }
    }

    /** One thing that a line paid; {@code surplus} came in above what was owed and is due back. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "BankLineReceiptView")
    record ReceiptView(UUID id, @JsonIgnore long line, UUID paymentRequest, YearMonth month, String stream, UUID member, Money amount,
            Money surplus,
            String matchedBy) implements BankView {

        static ReceiptView of(ResultSet row) throws SQLException {
            String currency = row.getString("currency");
            return new ReceiptView(row.getObject("id", UUID.class), row.getLong("line_no"), row.getObject("request_id", UUID.class),
                    YearMonth.from(row.getObject("month", LocalDate.class)), row.getString("stream"), row.getObject("member", UUID.class),
                    new Money(row.getLong("amount"), currency), new Money(row.getLong("surplus"), currency), row.getString("matched_by"));
        }
    }

    /**
     * What a line may have paid, in the form of an assignment.
     *
     * @param because reference: the memo names it, though not it alone, or it was taken back; payer-amount-day: the payer is known, one
     * thing of
     *                this amount is owed, asked for within some days; payer-amount: the same without the days; request-amount: one open
     *                request is
     *                of this amount; payer: the oldest month of a known payer, or an employer who has paid from this account; tax-code: one
     *                of several whose tax codes the memo names
     * @param owed    of an employer all that he still owes
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SuggestionView(String because, UUID paymentRequest, YearMonth month, String stream, UUID member, UUID employer,
            Money owed) implements BankView {
    }

    /**
     * A line that may be one that is known, and is in no books until somebody has decided.
     *
     * @param state  waiting, same, or own until it is booked a moment later
     * @param format in which it came; the lines that it may be came in another, or bear the same reference
     * @param sameAs the line that it was said to be
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SuspectView(UUID id, UUID unit, UUID statement, UUID bankAccount, String format, LocalDate valueDate, LocalDate bookedOn, Money amount,
            String memo, String bankRef, String payer, String payerAccount, String state, UUID sameAs, OffsetDateTime foundAt,
            OffsetDateTime decidedAt, List<TwinView> perhaps) implements BankView {

        static SuspectView of(ResultSet row) throws SQLException {
            String state = row.getBoolean("is_own") ? "own" : row.getObject("same_as") == null ? "waiting" : "same";
            return new SuspectView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getObject("statement_id", UUID.class),
                    row.getObject("bank_account_id", UUID.class), row.getString("format"), row.getObject("value_date", LocalDate.class),
                    row.getObject("booked_on", LocalDate.class), new Money(row.getLong("amount"), row.getString("currency")),
                    row.getString("memo"), row.getString("bank_ref"), row.getString("payer"), row.getString("payer_account"), state,
                    row.getObject("same_as", UUID.class), row.getObject("found_at", OffsetDateTime.class),
                    row.getObject("decided_at", OffsetDateTime.class), null);
        }

        SuspectView with(List<TwinView> lines) {
            return new SuspectView(id, unit, statement, bankAccount, format, valueDate, bookedOn, amount, memo, bankRef, payer, payerAccount, state,
                    sameAs, foundAt, decidedAt, lines);
        }
    }

    /** A line that a suspected one may be: of its amount, and near its day. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "BankLineTwinView")
    record TwinView(@JsonIgnore UUID suspect, UUID line, String format, LocalDate valueDate, LocalDate bookedOn, String memo, String bankRef,
            String payer, String payerAccount) implements BankView {

        static TwinView of(ResultSet row) throws SQLException {
            return new TwinView(row.getObject("suspect", UUID.class), row.getObject("id", UUID.class), row.getString("format"),
                    row.getObject("value_date", LocalDate.class), row.getObject("booked_on", LocalDate.class), row.getString("memo"),
                    row.getString("bank_ref"), row.getString("payer"), row.getString("payer_account"));
        }
    }
}

package org.doanket.finance.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;

/** The ledger as it is shown. Debit is above zero, credit below. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface LedgerView {

    record Account(String code, String kind, String name) implements LedgerView {
    }

    record Posting(String account, Money amount) implements LedgerView {
    }

    /** @param reverses the entry that this one undoes, {@code reversedBy} the one that undid this */
    record Entry(UUID id, @JsonIgnore long no, UUID unit, String kind, LocalDate effectiveDate, YearMonth month, String source,
            UUID reverses, UUID reversedBy, String note, OffsetDateTime recordedAt, String recordedBy,
            List<Posting> postings) implements LedgerView {
    }

    /** What an account moved to; {@code balance} is debit less credit. */
    record Balance(String account, String name, Money debit, Money credit, Money balance) implements LedgerView {
    }

    /** @param difference debit less credit over all accounts, by currency: zero, or the ledger is broken */
    record TrialBalance(UUID unit, String scope, LocalDate asOf, List<Balance> accounts, List<Money> difference) implements LedgerView {
    }

    record Period(UUID id, UUID unit, YearMonth month, String status, OffsetDateTime closedAt, Long entries, String hash)
            implements LedgerView {
    }
}

package org.doanket.finance.voucher;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.budget.BudgetView.Finding;
import org.doanket.platform.money.Money;

/**
 * Money that came in or went out by a voucher.
 *
 * @param account  what it was for: an account of income or of spending
 * @param money    where it came into or left: cash or bank, and {@code bankAccount} which, where it is not the main one
 * @param number   of its kind in its unit and year, once it is approved
 * @param reversal the entry that took it back, and by whom, when and why
 * @param findings what the guards of the year say with this payment counted in
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VoucherView(UUID id, @JsonIgnore long no, UUID unit, String kind, LocalDate day, String account, String money, UUID bankAccount, Money amount,
        String purpose, String number, String state, String madeBy, OffsetDateTime madeAt, String decidedBy, OffsetDateTime decidedAt, String reason,
        UUID entry, UUID reversal, String reversedBy, OffsetDateTime reversedAt, String reversedWhy, List<Finding> findings) {

    /** As the papers and books write it: "Phiếu thu" and "Phiếu chi" by their first letters, in every language. */
    public static String numbered(String kind, String number) {
        return (kind.equals("receipt") ? "PT " : "PC ") + number;
    }

    VoucherView with(List<Finding> its) {
        return new VoucherView(id, no, unit, kind, day, account, money, bankAccount, amount, purpose, number, state, madeBy, madeAt, decidedBy, decidedAt,
                reason, entry, reversal, reversedBy, reversedAt, reversedWhy, its);
    }
}

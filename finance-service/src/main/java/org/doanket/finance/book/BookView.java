package org.doanket.finance.book;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.payment.BankAccountView;
import org.doanket.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Books of money as they are shown, one account of one unit each. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface BookView {

    /**
     * @param form        s11-h (cash) or s12-h (bank)
     * @param parentName  of the level above, as the head of the form has it
     * @param bankAccount whose book it is, of the bank
     * @param lines       how many there are in the time
     */
    @Schema(name = "BookView")
    record Book(String form, UUID unit, String unitName, String parentName, @JsonIgnore String jurisdiction, BankAccountView bankAccount,
            LocalDate from, LocalDate to, String currency, Money opening, Money in, Money out, Money closing, long lines) implements BookView {
    }

    /**
     * @param entry    that it stands in, and {@code kind} of it
     * @param document the paper behind it by its number, and {@code documentDay} its day: a voucher, a receipt, a line of the bank
     * @param against  the other accounts of the entry
     * @param balance  after it
     */
    @Schema(name = "BookLine")
    record Line(UUID entry, @JsonIgnore long no, @JsonIgnore int place, LocalDate day, String kind, String document, LocalDate documentDay, String note,
            List<String> against, Money in, Money out, Money balance) implements BookView {
    }
}

package org.doanket.finance.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.doanket.platform.security.Mask;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A sum asked for. {@code month}, {@code stream} and {@code member} are those of the first of its {@code items}; {@code memo} is what the
 * payer writes, {@code qr} the text of the VietQR (absent where the currency has none), {@code state} open, partly-paid, paid or cancelled.
 * Items, account and QR only where one request is asked for.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PaymentRequestView(UUID id, UUID unit, YearMonth month, String stream, UUID member, Employer employer, Money amount,
        Money paid,
        String state, String reference, String memo, List<Item> items, String cancelledWhy, String bankBin, String account, String qr,
        OffsetDateTime createdAt) {

    /** @param paid of this item; what came above all of them is of none */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PaymentItemView")
    public record Item(int line, YearMonth month, String stream, UUID member, Money amount, Money paid) {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PaymentEmployerView")
    public record Employer(UUID id, String name, String taxCode) {
    }

    /** With the payer's side and what it consists of, for one request only, not in lists. */
    PaymentRequestView payableTo(BankAccountService.Number number, String qrPayload, List<Item> whole) {
        return new PaymentRequestView(id, unit, month, stream, member, employer, amount, paid, state, reference, memo, whole, cancelledWhy,
                number.bank(), Mask.account(number.account()), qrPayload, createdAt);
    }
}

package org.doanket.finance.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.UUID;
import org.doanket.platform.money.Money;

/**
 * A sum asked for. {@code memo} is what the payer writes, {@code qr} the text of the VietQR (absent where the currency
 * has none), {@code state} open, partly-paid or paid.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PaymentRequestView(UUID id, UUID unit, YearMonth month, String stream, UUID member, Money amount, Money paid, String state,
        String reference, String memo, String bankBin, String account, String qr, OffsetDateTime createdAt) {

    /** Without the payer's side: the account belongs to the unit and is added for one request only, not in lists. */
    PaymentRequestView payableTo(BankAccountService.Number number, String qrPayload) {
        return new PaymentRequestView(id, unit, month, stream, member, amount, paid, state, reference, memo, number.bank(),
                org.doanket.platform.security.Mask.account(number.account()), qrPayload, createdAt);
    }
}

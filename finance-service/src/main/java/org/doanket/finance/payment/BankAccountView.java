package org.doanket.finance.payment;

import java.util.UUID;

/** @param account only its last digits */
public record BankAccountView(UUID unit, String bankBin, String account, String holder) {
}

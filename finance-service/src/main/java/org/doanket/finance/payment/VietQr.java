package org.doanket.finance.payment;

import java.util.Locale;

/**
 * The text inside a VietQR (NAPAS IBFT 1.5.2 on EMVCo MPM): a transfer to a bank account, with amount and purpose.
 *
 * @param bank     the bank's six-digit BIN
 * @param account  up to 19 characters
 * @param amount   whole dong
 * @param purpose  ASCII, so that bytes are characters, at most 25; empty leaves the tag out
 * @param oneTime  for one payment ("12"), or to be used again ("11")
 */
public record VietQr(String bank, String account, long amount, String purpose, boolean oneTime) {

    private static final int LONGEST_PURPOSE = 25;
    private static final String NAPAS = "A000000727";
    private static final String TO_ACCOUNT = "QRIBFTTA";

    public VietQr {
        if (!bank.matches("\\d{6}") || !account.matches("[0-9A-Za-z]{1,19}") || amount <= 0) {
            throw new IllegalArgumentException("no transfer");
        }
        if (!purpose.matches("[ -~]{0," + LONGEST_PURPOSE + "}")) {
            throw new IllegalArgumentException("purpose is not ASCII of at most " + LONGEST_PURPOSE);
        }
    }

    public String payload() {
        String payee = tag("00", bank) + tag("01", account);
        String content = tag("00", "01") + tag("01", oneTime ? "12" : "11")
                + tag("38", tag("00", NAPAS) + tag("01", payee) + tag("02", TO_ACCOUNT))
                + tag("53", "704") + tag("54", Long.toString(amount)) + tag("58", "VN")
                + (purpose.isEmpty() ? "" : tag("62", tag("08", purpose))) + "6304";
        return content + String.format(Locale.ROOT, "%04X", crc(content));
    }

    /** CRC-16/CCITT-FALSE: polynomial 1021, begins with FFFF, no reflection. */
    static int crc(String text) {
        int crc = 0xFFFF;
        for (int i = 0; i < text.length(); i++) {
            crc ^= text.charAt(i) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) != 0 ? crc << 1 ^ 0x1021 : crc << 1;
            }
            crc &= 0xFFFF;
        }
        return crc;
    }

    private static String tag(String id, String value) {
        return id + String.format(Locale.ROOT, "%02d", value.length()) + value;
    }
}

package org.doanket.finance.payment;

import java.util.Locale;

/**
 * The text inside a VietQR (NAPAS IBFT 1.5.2 on EMVCo MPM): a transfer to a bank account, or a payment to a merchant.
 *
 * @param bank     the bank's six-digit BIN
 * @param account  up to 19 characters
 * @param amount   whole dong; null leaves it to the payer
 * @param purpose  ASCII, so that bytes are characters, at most 25; empty leaves the tag out
 * @param oneTime  for one payment ("12"), or to be used again ("11")
 * @param merchant who is paid, where it is a merchant and not an account; else null
 */
public record VietQr(String bank, String account, Long amount, String purpose, boolean oneTime, Merchant merchant) {

    private static final int LONGEST_PURPOSE = 25;
    private static final String NAPAS = "A000000727";
    private static final String TO_ACCOUNT = "QRIBFTTA";

    /**
     * @param category four digits (ISO 18245); {@code name} and {@code city} ASCII, at most 25 and 15; {@code store} the label of its
     * counter
     */
    public record Merchant(String category, String name, String city, String store) {

        public Merchant {
            if (!category.matches("\\d{4}") || !name.matches("[ -~]{1,25}") || !city.matches("[ -~]{1,15}")
                    || !store.matches("[ -~]{1,25}")) {
                throw new IllegalArgumentException("no merchant");
            }
        }
    }

    public VietQr {
        if (!bank.matches("\\d{6}") || !account.matches("[0-9A-Za-z]{1,19}") || amount != null && amount <= 0) {
            throw new IllegalArgumentException("no transfer");
        }
        if (!purpose.matches("[ -~]{0," + LONGEST_PURPOSE + "}")) {
            throw new IllegalArgumentException("purpose is not ASCII of at most " + LONGEST_PURPOSE);
        }
    }

    public VietQr(String bank, String account, long amount, String purpose, boolean oneTime) {
        this(bank, account, amount, purpose, oneTime, null);
    }

    /** For any sum and as often as one likes: what hangs on a wall. */
    public static VietQr standing(String bank, String account) {
        return new VietQr(bank, account, null, "", false, null);
    }

    public String payload() {
        String payee = tag("00", NAPAS) + tag("01", tag("00", bank) + tag("01", account)) + (merchant == null ? tag("02", TO_ACCOUNT) : "");
        String content = tag("00", "01") + tag("01", oneTime ? "12" : "11") + tag("38", payee)
                + (merchant == null ? "" : tag("52", merchant.category())) + tag("53", "704")
                + (amount == null ? "" : tag("54", Long.toString(amount))) + tag("58", "VN")
                + (merchant == null ? "" : tag("59", merchant.name()) + tag("60", merchant.city())) + additional() + "6304";
        return content + String.format(Locale.ROOT, "%04X", crc(content));
    }

    private String additional() {
        String fields = (merchant == null ? "" : tag("03", merchant.store())) + (purpose.isEmpty() ? "" : tag("08", purpose));
        return fields.isEmpty() ? "" : tag("62", fields);
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

package org.doanket.finance.bank;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What field 86 of an MT940 says, in whichever dialect: numbered subfields ({@code 166?00…?20…?31…?32…}, also with another sign than the
 * question mark), words between slashes ({@code /NAME/…/IBAN/…/REMI/…}), or plain text.
 */
record Mt940Purpose(String memo, String payer, String payerAccount) {

    /** Another sign than the question mark only where the purpose itself (20 to 29) is among the fields: a memo may begin with +84. */
    private static final Pattern NUMBERED = Pattern.compile("(?s)(?:\\d{3})?(?:(\\?)\\d{2}.*|([<~+@>^])\\d{2}.*\\2[2]\\d.*|([<~+@>^])2\\d.*)");
    /** Only words that are known end a value: payers write slashes too. */
    private static final Pattern NAMED = Pattern.compile("/(REMI|EREF|KREF|RFB|SVWZ|PREF|CREF|PURP|USTD|INFO|NAME|IBAN|ACCW|ACCT|ORDP|BENM|CNTP|BIC|TRTP"
            + "|TRCD|MARF|CSID|RTRN|ISDT|ULTD|ULTB|ULTC|ADDR|CHGS|OAMT|EXCH|ORCP)/");

    static Mt940Purpose of(String text) {
        Matcher numbered = NUMBERED.matcher(text);
        Mt940Purpose told = null;
        if (numbered.matches()) {
            told = numbered(text, numbered.group(1) != null ? numbered.group(1) : numbered.group(2) != null ? numbered.group(2)
                    : numbered.group(3));
        } else if (text.startsWith("/") && NAMED.matcher(text).find()) {
            told = named(text);
        }
        // What was not understood is shown as it came, rather than nothing.
        return told != null && !told.memo().isEmpty() ? told : new Mt940Purpose(text.replace('\n', ' ').strip(),
                told == null ? null : told.payer(), told == null ? null : told.payerAccount());
    }

    /** Lines are cut at 65 characters wherever a word may be, so they are joined as they are; so are the subfields of one kind. */
    private static Mt940Purpose numbered(String text, String sign) {
        Matcher field = Pattern.compile(Pattern.quote(sign) + "(\\d{2})").matcher(text.replace("\n", ""));
        String whole = text.replace("\n", "");
        Map<String, StringBuilder> kinds = new LinkedHashMap<>();
        String kind = null;
        int begin = 0;
        while (field.find()) {
            put(kinds, kind, whole.substring(begin, field.start()));
            kind = kind(Integer.parseInt(field.group(1)));
            begin = field.end();
        }
        put(kinds, kind, whole.substring(begin));
        return new Mt940Purpose(text(kinds, "memo") == null ? "" : text(kinds, "memo"), text(kinds, "name"), text(kinds, "account"));
    }

    private static String kind(int number) {
        if (number >= 20 && number <= 29 || number >= 60 && number <= 63) {
            return "memo";
        }
        return switch (number) {
            case 31, 38 -> "account";
            case 32, 33 -> "name";
            default -> null;
        };
    }

    private static Mt940Purpose named(String text) {
        String whole = text.replace("\n", "");
        Matcher field = NAMED.matcher(whole);
        Map<String, StringBuilder> kinds = new LinkedHashMap<>();
        String kind = null;
        int begin = 0;
        // The slash that ends a value begins the next word.
        for (int from = 0; field.find(from); from = field.end() - 1) {
            put(kinds, kind, whole.substring(begin, Math.max(begin, field.start())).replaceFirst("^/+", "") + ' ');
            kind = switch (field.group(1)) {
                case "REMI", "EREF", "KREF", "RFB", "SVWZ", "PREF", "CREF", "USTD", "INFO" -> "memo";
                case "NAME" -> "name";
                case "IBAN", "ACCW", "ACCT" -> "account";
                case "ORDP", "BENM", "CNTP" -> "party";
                default -> null;
            };
            begin = field.end();
        }
        put(kinds, kind, whole.substring(begin).replaceFirst("^/+", ""));
        String[] party = text(kinds, "party") == null ? new String[0] : text(kinds, "party").split("/");
        // /CNTP/account/bank/name/city/
        String account = text(kinds, "account") != null ? text(kinds, "account") : party.length > 0 && party[0].matches(".*\\d.*")
        ? party[0].strip() : null;
        String name = text(kinds, "name") != null ? text(kinds, "name") : party.length > 2 ? party[2].strip() : null;
        String memo = text(kinds, "memo") == null ? "" : text(kinds, "memo").replaceAll("\\bNOTPROVIDED\\b", "").replaceAll("\\s+", " ")
                .strip();
        return new Mt940Purpose(memo, name, account);
    }

    private static void put(Map<String, StringBuilder> kinds, String kind, String value) {
        if (kind != null && !value.isBlank()) {
            kinds.computeIfAbsent(kind, any -> new StringBuilder()).append(value);
        }
    }

    private static String text(Map<String, StringBuilder> kinds, String kind) {
        StringBuilder text = kinds.get(kind);
        String bare = text == null ? "" : text.toString().replaceAll("^/+|/+\\s*$", "").strip();
        return bare.isEmpty() ? null : bare;
    }
}

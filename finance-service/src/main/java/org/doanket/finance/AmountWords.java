package org.doanket.finance;

import java.util.Currency;
import java.util.Locale;

/** Amounts in words, as receipts must have them: Vietnamese, Chinese in the figures of banks that cannot be altered, English. */
public final class AmountWords {

    private static final String[] VI = {"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"};
    private static final String[] EN = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
            "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    private static final String[] EN_TENS = {"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
    private static final String[] EN_THOUSANDS = {"", " thousand", " million", " billion", " trillion", " quadrillion"};
    private static final String ZH = "零壹贰叁肆伍陆柒捌玖";
    private static final String[] ZH_PLACES = {"", "拾", "佰", "仟"};
    private static final String[] ZH_GROUPS = {"", "万", "亿", "万亿"};
    private static final long THOUSAND = 1_000;
    private static final long BILLION = 1_000_000_000;

    private AmountWords() {
    }

    /** @param amount minor units, not negative */
    public static String of(long amount, String currency, Locale language) {
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        long unit = digits == 0 ? 1 : 100;
        long whole = amount / unit;
        int cents = (int) (amount % unit);
        return switch (language.getLanguage()) {
            case "zh" -> chinese(whole) + (currency.equals("CNY") ? "元" : "越南盾") + chineseCents(whole, cents);
            case "vi" -> capital(vietnamese(whole) + (currency.equals("CNY") ? " nhân dân tệ" : " đồng")
                    + (cents == 0 ? "" : " " + vietnamese(cents) + " xu"));
            default -> capital(english(whole) + (currency.equals("CNY") ? " yuan" : " dong") + (cents == 0 ? "" : " and " + english(cents)
                    + " fen"));
        };
    }

    static String vietnamese(long number) {
        if (number >= BILLION) {
            String rest = number % BILLION == 0 ? "" : " " + belowBillion(number % BILLION, true);
            return vietnamese(number / BILLION) + " tỷ" + rest;
        }
        return number == 0 ? VI[0] : belowBillion(number, false);
    }

    /** @param follows something greater: then hundreds are read even where there are none */
    private static String belowBillion(long number, boolean follows) {
        StringBuilder words = new StringBuilder();
        boolean isInside = follows;
        String[] groups = {" triệu", " nghìn", ""};
        int[] parts = {(int) (number / 1_000_000), (int) (number / THOUSAND % THOUSAND), (int) (number % THOUSAND)};
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] > 0) {
                words.append(words.isEmpty() ? "" : " ").append(hundreds(parts[i], isInside)).append(groups[i]);
                isInside = true;
            }
        }
        return words.toString();
    }

    private static String hundreds(int number, boolean isInside) {
        int tens = number / 10 % 10;
        int ones = number % 10;
        String words = number >= 100 || isInside ? VI[number / 100] + " trăm" : "";
        if (tens == 0) {
            return (words + (ones == 0 ? "" : (words.isEmpty() ? "" : " linh ") + VI[ones])).strip();
        }
        words += tens == 1 ? " mười" : " " + VI[tens] + " mươi";
        String last = ones == 0 ? "" : ones == 1 && tens > 1 ? " mốt" : ones == 5 ? " lăm" : " " + VI[ones];
        return (words + last).strip();
    }

    static String english(long number) {
        if (number < THOUSAND) {
            return belowThousand((int) number);
        }
        StringBuilder words = new StringBuilder();
        long rest = number;
        for (int group = EN_THOUSANDS.length - 1; group >= 0; group--) {
            long size = Math.round(Math.pow(THOUSAND, group));
            if (rest >= size) {
                words.append(words.isEmpty() ? "" : " ").append(belowThousand((int) (rest / size))).append(EN_THOUSANDS[group]);
                rest %= size;
            }
            if (rest == 0) {
                break;
            }
        }
        return words.toString();
    }

    private static String belowThousand(int number) {
        if (number < 20) {
            return EN[number];
        }
        if (number < 100) {
            return EN_TENS[number / 10] + (number % 10 == 0 ? "" : "-" + EN[number % 10]);
        }
        return EN[number / 100] + " hundred" + (number % 100 == 0 ? "" : " and " + belowThousand(number % 100));
    }

    static String chinese(long number) {
        if (number == 0) {
            return "零";
        }
        StringBuilder words = new StringBuilder();
        boolean hasGap = false;
        for (int group = ZH_GROUPS.length - 1; group >= 0; group--) {
            int part = (int) (number / Math.round(Math.pow(10_000, group)) % 10_000);
            boolean isWritten = false;
            for (int place = 3; place >= 0; place--) {
                int digit = (int) (part / Math.round(Math.pow(10, place)) % 10);
                if (digit == 0) {
                    hasGap = !words.isEmpty();
                } else {
                    words.append(hasGap ? "零" : "").append(ZH.charAt(digit)).append(ZH_PLACES[place]);
                    hasGap = false;
                    isWritten = true;
                }
            }
            words.append(isWritten ? ZH_GROUPS[group] : "");
        }
        return words.toString();
    }

    private static String chineseCents(long whole, int cents) {
        if (cents == 0) {
            return "整";
        }
        String tens = cents / 10 > 0 ? ZH.charAt(cents / 10) + "角" : whole > 0 ? "零" : "";
        return tens + (cents % 10 > 0 ? ZH.charAt(cents % 10) + "分" : "整");
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}

package org.doanket.finance.report;

import java.util.List;
import java.util.Map;

/**
 * Amounts by code, each at the code that its accounts fall under. A row of the form is the sum of its code and the parts of it; totals and
 * the closing accumulation follow from the rows: 50 = 10 + 20 - 30 - 39 + 40.
 *
 * @param codes which sides they stand on
 */
record Figures(Map<String, String> codes, Map<String, Long> amounts) {

    /** @param code a line of the form, also a computed one */
    long at(String code) {
        return switch (codes.get(code)) {
            case "total-income" -> all("income");
            case "total-spending" -> all("spending");
            case "closing" -> all("opening") + all("income") - all("spending") - all("up") + all("handed-over");
            default -> amounts.entrySet().stream().filter(each -> each.getKey().equals(code) || each.getKey().startsWith(code + "."))
                    .mapToLong(Map.Entry::getValue).sum();
        };
    }

    private long all(String side) {
        return amounts.entrySet().stream().filter(each -> side.equals(codes.get(each.getKey()))).mapToLong(Map.Entry::getValue).sum();
    }

    /** What a budget may name: not what follows from the rest. */
    static final List<String> GIVEN = List.of("opening", "income", "spending", "up");
}

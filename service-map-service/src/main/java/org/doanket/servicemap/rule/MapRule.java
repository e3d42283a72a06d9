package org.doanket.servicemap.rule;

import java.math.BigDecimal;
import java.util.List;

/** The dated rules of the map that are numbers and hold for all units. */
enum MapRule {

    /** How far two rows of a file may lie apart and be one place. */
    SAME_SITE("same-site", "same_site_rule", new Number("metres", "metres", "1", "10000", 0)),
    /** How far a point may lie outside its unit's outlines. */
    TERRITORY("territory", "territory_rule", new Number("metres", "metres", "0", "100000", 0)),
    /** How late a count of visits may come. */
    VISITS("visits", "visit_rule", new Number("lateDays", "late_days", "1", "4000", 0)),
    /** What a point loses by being found closed, how many strangers make one report, and below which trust its owner is told. */
    TRUST("trust", "trust_rule", new Number("loss", "loss", "0.01", "1", 2), new Number("strangers", "strangers", "1", "1000", 0),
            new Number("noticeBelow", "notice_below", "0.01", "1", 2));

    private final String code;
    private final String table;
    private final List<Number> numbers;

    /** @param decimals that it may have */
    record Number(String name, String column, BigDecimal least, BigDecimal most, int decimals) {

        Number(String name, String column, String least, String most, int decimals) {
            this(name, column, new BigDecimal(least), new BigDecimal(most), decimals);
        }

        boolean takes(BigDecimal value) {
            return value != null && value.compareTo(least) >= 0 && value.compareTo(most) <= 0 && value.stripTrailingZeros().scale() <= decimals;
        }
    }

    MapRule(String code, String table, Number... numbers) {
        this.code = code;
        this.table = table;
        this.numbers = List.of(numbers);
    }

    /** Null where there is none. */
    static MapRule of(String code) {
        for (MapRule rule : values()) {
            if (rule.code.equals(code)) {
                return rule;
            }
        }
        return null;
    }

    String code() {
        return code;
    }

    String table() {
        return table;
    }

    List<Number> numbers() {
        return numbers;
    }
}

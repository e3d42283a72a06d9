package org.doanket.servicemap.rule;

import java.math.BigDecimal;
import java.util.List;
import org.doanket.platform.rule.RuleTable;

/** The dated rules of the map that are numbers and hold for all units. */
enum MapRule {

    /** How far two rows of a file may lie apart and be one place. */
    SAME_SITE("same-site", "same_site_rule", List.of(), new Number("metres", "metres", "1", "10000", 0)),
    /** How far a point may lie outside its unit's outlines. */
    TERRITORY("territory", "territory_rule", List.of(), new Number("metres", "metres", "0", "100000", 0)),
    /** How far a point may lie from the areas below a territory, where the territory itself has no outline. */
    TERRITORY_FAR("territory-far", "territory_far_rule", List.of(), new Number("metres", "metres", "0", "1000000", 0)),
    /** How far the streets may carry the people of an area: on a km² of their cells, and with how much street on a km² of the area or for each of its people. */
    SPREAD("spread", "spread_rule", List.of(), new Number("mostPeopleKm2", "most_people_km2", "1", "10000000", 0),
            new Number("leastStreetKm", "least_street_km", "0", "1000", 2), new Number("leastStreetMetres", "least_street_metres", "0", "1000", 2)),
    /** Which rows of a file are told as lying off all streets, and of which share of them on the whole file is doubted. */
    OFF_STREET("off-street", "off_street_rule", List.of(), new Number("metres", "metres", "1", "10000", 0), new Number("share", "share", "0.01", "1", 2)),
    /** How late a count of visits may come. */
    VISITS("visits", "visit_rule", List.of(), new Number("lateDays", "late_days", "1", "4000", 0)),
    /** What a point loses by being found closed, how many strangers make one report, and below which trust its owner is told. */
    TRUST("trust", "trust_rule", List.of(), new Number("loss", "loss", "0.01", "1", 2), new Number("strangers", "strangers", "1", "1000", 0),
            new Number("noticeBelow", "notice_below", "0.01", "1", 2)),
    /** How fast one goes, and how much longer than the straight line the way is, where no streets are loaded. */
    TRAVEL("travel", "travel_rule", List.of("foot", "bicycle", "motorbike"), new Number("speedKmh", "speed_kmh", "0.1", "200", 1),
            new Number("detourFactor", "detour_factor", "1", "10", 2)),
    /** How slow and how fast a walk may be that somebody asks about. */
    PACE("pace", "pace_rule", List.of(), new Number("leastKmh", "least_kmh", "0.5", "10", 1), new Number("mostKmh", "most_kmh", "0.5", "10", 1)),
    /** Of how many persons a figure about tips must be, if it is told at all. */
    TIPS("tips", "tip_rule", List.of(), new Number("people", "people", "10", "1000", 0));

    private final String code;
    private final RuleTable<MapRuleView> table;
    private final List<String> subjects;
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

    /** @param subjects none: the rule is the same for all */
    MapRule(String code, String table, List<String> subjects, Number... numbers) {
        this.code = code;
        this.table = RuleTable.of(table, subjects.isEmpty() ? List.of() : List.of("subject"), row -> MapRuleView.of(this, row));
        this.subjects = subjects;
        this.numbers = List.of(numbers);
    }

    static MapRule of(String code) {
        return List.of(values()).stream().filter(rule -> rule.code.equals(code)).findFirst().orElseThrow();
    }

    String code() {
        return code;
    }

    RuleTable<MapRuleView> table() {
        return table;
    }

    boolean hasSubjects() {
        return !subjects.isEmpty();
    }

    /** @param subject null where the rule is the same for all */
    boolean isAbout(String subject) {
        return hasSubjects() ? subject != null && subjects.contains(subject) : subject == null;
    }

    List<Number> numbers() {
        return numbers;
    }
}

package org.doanket.platform.rule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;

/** A row of rules that is being put together, field by field; all that is wrong with it is told at once. */
public final class RuleSetting<V> {

    private final DatedRules rules;
    private final RuleTable<V> table;
    private final UUID unit;
    private final LocalDate validFrom;
    private final String citation;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Object> fields = new LinkedHashMap<>();

    RuleSetting(DatedRules rules, RuleTable<V> table, UUID unit, LocalDate validFrom, String citation, boolean verified) {
        this.rules = rules;
        this.table = table;
        this.unit = unit;
        this.validFrom = validFrom;
        this.citation = citation;
        with("valid_from", validFrom).with("citation", citation).with("verified", verified);
    }

    public RuleSetting<V> with(String column, Object value) {
        fields.put(column, value);
        return this;
    }

    public RuleSetting<V> require(boolean holds, String pointer, String code) {
        return refuse(holds ? List.of() : List.of(Fault.at(pointer, code)));
    }

    public RuleSetting<V> refuse(List<Fault> more) {
        faults.addAll(more);
        return this;
    }

    public boolean isSound() {
        return faults.isEmpty();
    }

    /** @throws Problem 422 with every fault; 409 another of the same begins on that day */
    public V set() {
        Problem.refuse(faults);
        return rules.keep(this);
    }

    RuleTable<V> table() {
        return table;
    }

    UUID unit() {
        return unit;
    }

    LocalDate validFrom() {
        return validFrom;
    }

    String citation() {
        return citation;
    }

    Map<String, Object> fields() {
        return fields;
    }
}

package org.doanket.membership.rule;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.doanket.platform.error.Fault;
import org.doanket.platform.money.Ratio;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleSetting;
import org.doanket.platform.sql.Sql;

/** Sets figures and sizes for days to come, at the top of the tree. */
@ApplicationScoped
@Transactional
public class RuleService {

    private static final long MOST_PARTS = 1_000_000;

    private final AgroalDataSource dataSource;
    private final DatedRules rules;
    private final ParameterQueries parameters;
    private final SizeRuleQueries sizes;

    RuleService(AgroalDataSource dataSource, DatedRules rules, ParameterQueries parameters, SizeRuleQueries sizes) {
        this.parameters = parameters;
        this.dataSource = dataSource;
        this.rules = rules;
        this.sizes = sizes;
    }

    public ParameterView set(RuleCommand.SetParameter command) {
        boolean isShare = command.unitOfMeasure().equals("share");
        Ratio fraction = command.fraction();
        RuleSetting<ParameterView> setting = rules.setting(ParameterView.TABLE, command.source())
                .require(isShare ? command.value() == null && fraction != null : command.value() != null && fraction == null, isShare ? "/fraction" : "/value",
                        "value-or-fraction")
                .require(!isShare || fraction == null || fraction.numerator() <= fraction.denominator() && fraction.denominator() <= MOST_PARTS, "/fraction",
                        "share-above-all").refuse(faults(command));
        return setting.with("name", command.name()).with("subject", command.subject() == null ? "" : command.subject())
                .with("numerator", fraction == null ? command.value() : (Long) fraction.numerator()).with("denominator", fraction == null ? 1 : fraction.denominator())
                .with("unit_of_measure", command.unitOfMeasure()).set();
    }

    /** Who reads it takes it for what it is, and its last day is one that the calendar knows. */
    private List<Fault> faults(RuleCommand.SetParameter command) {
        Optional<ParameterKindView> kind = parameters.kind(command.name());
        if (kind.isEmpty()) {
            return List.of(Fault.at("/name", "unknown-parameter"));
        }
        List<Fault> faults = new ArrayList<>();
        if (!kind.get().unitsOfMeasure().contains(command.unitOfMeasure())) {
            faults.add(Fault.at("/unitOfMeasure", "other-unit-of-measure", Map.of("units", String.join(", ", kind.get().unitsOfMeasure()))));
        } else if (command.value() != null && kind.get().most() != null && command.value() > kind.get().most()) {
            faults.add(Fault.at("/value", "parameter-too-great", Map.of("most", kind.get().most())));
        }
        return faults;
    }

    public SizeRuleView set(RuleCommand.SetSizes command) {
        SizeRuleView rule = rules.setting(SizeRuleView.TABLE, command.source())
                .require(sizes.knows(command.source().jurisdiction(), command.bodyKind(), command.unitKind(), command.source().validFrom()), "/bodyKind",
                        "no-such-body-of-such-a-unit")
                .refuse(faults(command.bands())).with("body_kind", command.bodyKind()).with("unit_kind", command.unitKind()).set();
        Sql.of("INSERT INTO size_band (rule_id, members_from, seats_from, seats_to) SELECT ?, b.* FROM unnest(?::bigint[], ?::int[], ?::int[]) AS b", rule.id(),
                Sql.column(command.bands(), RuleCommand.Band::membersFrom), Sql.column(command.bands(), RuleCommand.Band::seatsFrom),
                Sql.column(command.bands(), RuleCommand.Band::seatsTo)).run(dataSource);
        return rules.one(SizeRuleView.TABLE, rule.id());
    }

    private static List<Fault> faults(List<RuleCommand.Band> bands) {
        List<Fault> faults = new ArrayList<>();
        long last = -1;
        for (int i = 0; i < bands.size(); i++) {
            RuleCommand.Band band = bands.get(i);
            if (band.membersFrom() <= last || i == 0 && band.membersFrom() != 0) {
                faults.add(Fault.at("/bands/" + i + "/membersFrom", "bands-from-none-upward"));
            }
            if (band.seatsTo() < band.seatsFrom()) {
                faults.add(Fault.at("/bands/" + i + "/seatsTo", "more-than-at-least"));
            }
            last = band.membersFrom();
        }
        return faults;
    }
}

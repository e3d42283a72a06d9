package org.doanket.membership.headcount;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.doanket.platform.error.Fault;
import org.doanket.platform.rule.DatedRules;

/** Sets which figures head counts have for days to come; as other rules, at the top of the tree only. */
@ApplicationScoped
@Transactional
public class FigureService {

    private final HeadcountReportQueries queries;
    private final DatedRules rules;

    FigureService(HeadcountReportQueries queries, DatedRules rules) {
        this.queries = queries;
        this.rules = rules;
    }

    public FigureView set(FigureCommand command) {
        return rules.setting(FigureView.TABLE, command.source()).refuse(faults(command)).with("code", command.code()).with("rank", command.rank())
                .with("name_vi", command.name().vi()).with("name_en", command.name().en()).with("name_zh", command.name().zh())
                .with("part_of", command.partOf()).with("counted_by", command.countedBy()).with("is_used", command.used()).set();
    }

    /** What it is a part of and what it counts is there on that day, and is not a part of it in turn. */
    private List<Fault> faults(FigureCommand command) {
        LocalDate day = command.source().validFrom();
        Map<String, FigureRule> there = queries.figureRules(command.source().jurisdiction(), day).stream()
                .collect(Collectors.toMap(FigureRule::code, Function.identity()));
        there.put(command.code(), new FigureRule(command.code(), command.partOf(), command.countedBy()));
        Set<String> passed = new HashSet<>();
        String whole = command.code();
        while (there.containsKey(whole) && passed.add(whole)) {
            whole = there.get(whole).partOf();
        }
        if (FigureRule.WORKERS.equals(command.code())) {
            return List.of(Fault.at("/code", "figure-of-every-report"));
        }
        if (whole != null && !FigureRule.WORKERS.equals(whole)) {
            return List.of(passed.contains(whole) ? Fault.at("/partOf", "figure-part-of-itself") : Fault.at("/partOf", "unknown-figure", Map.of("code", whole)));
        }
        boolean isCounted = command.countedBy() == null || there.containsKey(command.countedBy()) && !command.countedBy().equals(command.code());
        return isCounted ? List.of() : List.of(Fault.at("/countedBy", "unknown-figure", Map.of("code", command.countedBy())));
    }
}

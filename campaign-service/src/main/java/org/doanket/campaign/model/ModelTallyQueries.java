package org.doanket.campaign.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.doanket.campaign.tally.BelowQueries;
import org.doanket.campaign.tally.TallyQueries;
import org.doanket.campaign.tally.TallyView;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Counts of registrations, from the tallies that each change of a model is added to in its own transaction. */
@ApplicationScoped
@Transactional
public class ModelTallyQueries {

    private final TallyQueries tallies;
    private final BelowQueries below;
    private final ModelRuleQueries rules;
    private final UnitTree tree;

    ModelTallyQueries(TallyQueries tallies, BelowQueries below, ModelRuleQueries rules, UnitTree tree) {
        this.tallies = tallies;
        this.below = below;
        this.rules = rules;
        this.tree = tree;
    }

    /** @param year in which models were registered; all years together where none is said */
    public ModelTallyView tally(UnitScope scope, TallyView.Asked asked, Integer year, Locale locale) {
        List<TallyView.Cell> cells = tallies.cells(scope, "models", year == null ? null : year.toString(), asked);
        UUID about = asked.unit() == null ? scope.unit() : asked.unit();
        String jurisdiction = about == null ? null : tree.find(about).map(UnitRef::jurisdiction).orElse(null);
        // Over several jurisdictions what is called alike is counted together, and stands there once.
        Map<String, String> labels = new LinkedHashMap<>();
        rules.fields(jurisdiction, locale).forEach(field -> labels.putIfAbsent(field.code(), field.label()));
        List<ModelTallyView.FieldLine> fields = new ArrayList<>();
        labels.forEach((code, label) -> {
            ModelTallyView.Line line = line(cells, cell -> cell.field().equals(code));
            fields.add(new ModelTallyView.FieldLine(code, label, line.collective(), line.individual(), line.all()));
        });
        List<ModelTallyView.StateLine> states = distinct(cells, TallyView.Cell::state).stream().map(state -> {
            ModelTallyView.Line line = line(cells, cell -> cell.state().equals(state));
            return new ModelTallyView.StateLine(state, line.collective(), line.individual(), line.all());
        }).toList();
        return new ModelTallyView(about, asked.isSubtree() ? "subtree" : "unit", year, asked.asOf(),
                line(cells, cell -> true), fields, states);
    }

    /** The same by units directly below. */
    public Page<ModelTallyView.OfUnit> below(UnitScope scope, UUID unit, Integer year, PageRequest page) {
        return below.below(scope, unit, "models", year == null ? null : year.toString(), null, page, (part, cells) -> {
            ModelTallyView.Line line = line(cells, cell -> true);
            return new ModelTallyView.OfUnit(part.unit(), part.unitCode(), part.unitName(), part.own(), line.collective(), line.individual(), line.all());
        });
    }

    private static ModelTallyView.Line line(List<TallyView.Cell> cells, Predicate<TallyView.Cell> which) {
        return ModelTallyView.Line.of(sum(cells, which, "collective"), sum(cells, which, "individual"));
    }

    private static long sum(List<TallyView.Cell> cells, Predicate<TallyView.Cell> which, String kind) {
        return cells.stream().filter(which).filter(cell -> cell.kind().equals(kind)).mapToLong(TallyView.Cell::count).sum();
    }

    private static List<String> distinct(List<TallyView.Cell> cells, Function<TallyView.Cell, String> what) {
        return cells.stream().map(what).distinct().sorted().toList();
    }
}

package org.doanket.campaign.model;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.doanket.campaign.Subtree;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Counts of registrations; read from the models themselves, so they cannot drift from them. */
@ApplicationScoped
@Transactional
public class ModelTallyQueries {

    private record Cell(String field, String kind, String state, long count) {
    }

    private final AgroalDataSource dataSource;
    private final ModelRuleQueries rules;
    private final UnitTree tree;

    ModelTallyQueries(AgroalDataSource dataSource, ModelRuleQueries rules, UnitTree tree) {
        this.dataSource = dataSource;
        this.rules = rules;
        this.tree = tree;
    }

    /** @param wanted {@code unit} or {@code subtree}; without a unit, all that the scope reaches */
    public ModelTallyView tally(UnitScope scope, UUID unit, String wanted, Integer year, Locale locale) {
        Subtree where = Subtree.of(tree, scope, unit, wanted);
        List<Cell> cells = where.narrow(Sql.of("SELECT m.field, m.subject_kind, m.state, count(*) FROM good_practice_model m "
                + "JOIN unit_ref u ON u.id = m.unit_id WHERE m.state NOT IN ('draft', 'returned', 'withdrawn')"))
                .given(year, "AND m.year = ?").add("GROUP BY 1, 2, 3")
                .list(dataSource, row -> new Cell(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)));
        UUID about = unit == null ? scope.unit() : unit;
        String jurisdiction = about == null ? null : tree.find(about).map(UnitRef::jurisdiction).orElse(null);
        List<ModelTallyView.FieldLine> fields = new ArrayList<>();
        for (ModelFieldView field : rules.fields(jurisdiction, locale)) {
            ModelTallyView.Line line = line(cells, cell -> cell.field().equals(field.code()));
            fields.add(new ModelTallyView.FieldLine(field.code(), field.label(), line.collective(), line.individual(), line.all()));
        }
        List<ModelTallyView.StateLine> states = distinct(cells, Cell::state).stream().map(state -> {
            ModelTallyView.Line line = line(cells, cell -> cell.state().equals(state));
            return new ModelTallyView.StateLine(state, line.collective(), line.individual(), line.all());
        }).toList();
        return new ModelTallyView(about, unit != null && !"subtree".equals(wanted) ? "unit" : "subtree", year,
                line(cells, cell -> true), fields, states);
    }

    private static ModelTallyView.Line line(List<Cell> cells, Predicate<Cell> which) {
        return ModelTallyView.Line.of(sum(cells, which, "collective"), sum(cells, which, "individual"));
    }

    private static long sum(List<Cell> cells, Predicate<Cell> which, String kind) {
        return cells.stream().filter(which).filter(cell -> cell.kind().equals(kind)).mapToLong(Cell::count).sum();
    }

    private static List<String> distinct(List<Cell> cells, Function<Cell, String> what) {
        return cells.stream().map(what).distinct().sorted().toList();
    }
}

package org.doanket.campaign.movement;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.campaign.tally.BelowQueries;
import org.doanket.campaign.tally.TallyQueries;
import org.doanket.campaign.tally.TallyView;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;

/** Sums of a movement, from the tallies that each choice and each result has been added to. */
@ApplicationScoped
@Transactional
public class MovementTallyQueries {

    private static final String BETWEEN = "\u001f";

    private final MovementQueries movements;
    private final TallyQueries tallies;
    private final BelowQueries below;

    MovementTallyQueries(MovementQueries movements, TallyQueries tallies, BelowQueries below) {
        this.movements = movements;
        this.tallies = tallies;
        this.below = below;
    }

    /** @param id null for all movements together, of which nothing is said but what came of them */
    public MovementTallyView tally(UnitScope scope, UUID id, TallyView.Asked asked) {
        if (id == null) {
            return new MovementTallyView(null, asked.unit() == null ? scope.unit() : asked.unit(), asked.isSubtree() ? "subtree" : "unit", asked.from(),
                    asked.asOf(), null, null, lines(tallies.cells(scope, "results", null, asked)));
        }
        MovementView movement = movements.one(scope, id);
        List<TallyView.Cell> chosen = tallies.cells(scope, "choices", id.toString(), asked.any());
        Map<String, Long> choosers = new LinkedHashMap<>();
        chosen.forEach(cell -> choosers.merge(cell.kind().equals("unit") ? "" : cell.field(), cell.count(), Long::sum));
        List<MovementTallyView.Content> contents = movement.contents().stream().map(content -> new MovementTallyView.Content(content.code(),
                content.title(), choosers.getOrDefault(content.code(), 0L))).toList();
        return new MovementTallyView(id, asked.unit() == null ? scope.unit() : asked.unit(), asked.isSubtree() ? "subtree" : "unit", asked.from(),
                asked.asOf(), choosers.getOrDefault("", 0L), contents, lines(tallies.cells(scope, "results", id.toString(), asked)));
    }

    /** By units directly below. @param id null for all movements together. @param year of the results, null for all */
    public Page<MovementTallyView.OfUnit> below(UnitScope scope, UUID unit, UUID id, Integer year, PageRequest page) {
        if (id != null) {
            movements.one(scope, id);
        }
        return below.below(scope, unit, "results", id == null ? null : id.toString(), year, page, (part, cells) -> new MovementTallyView.OfUnit(part.unit(),
                part.unitCode(), part.unitName(), part.own(), lines(cells)));
    }

    private static List<MovementTallyView.Line> lines(List<TallyView.Cell> cells) {
        Map<List<String>, List<TallyView.Cell>> lines = new LinkedHashMap<>();
        cells.forEach(cell -> lines.computeIfAbsent(List.of(cell.field(), cell.kind(), cell.measure()), any -> new ArrayList<>()).add(cell));
        return lines.values().stream().filter(of -> count(of) > 0).map(MovementTallyQueries::line).toList();
    }

    private static MovementTallyView.Line line(List<TallyView.Cell> cells) {
        BigDecimal total = cells.stream().map(TallyView.Cell::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal checked = cells.stream().filter(cell -> cell.state().equals("checked")).map(TallyView.Cell::value)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        TallyView.Cell any = cells.get(0);
        return new MovementTallyView.Line(any.field().isEmpty() ? null : any.field(), count(cells), sum(any, total), sum(any, checked));
    }

    private static Yield sum(TallyView.Cell of, BigDecimal value) {
        String[] parts = of.measure().split(BETWEEN, -1);
        return Yield.of(of.kind(), value, parts[0].isEmpty() ? null : parts[0], parts[1].isEmpty() ? null : parts[1]);
    }

    private static long count(List<TallyView.Cell> cells) {
        return cells.stream().mapToLong(TallyView.Cell::count).sum();
    }
}

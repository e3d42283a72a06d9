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
import org.doanket.campaign.tally.TallyQueries;
import org.doanket.campaign.tally.TallyView;
import org.doanket.platform.security.UnitScope;

/** Sums of a movement, from the tallies that each choice and each result has been added to. */
@ApplicationScoped
@Transactional
public class MovementTallyQueries {

    private static final String BETWEEN = "\u001f";

    private final MovementQueries movements;
    private final TallyQueries tallies;

    MovementTallyQueries(MovementQueries movements, TallyQueries tallies) {
        this.movements = movements;
        this.tallies = tallies;
    }

    public MovementTallyView tally(UnitScope scope, UUID id, TallyView.Asked asked) {
        MovementView movement = movements.one(scope, id);
        List<TallyView.Cell> chosen = tallies.cells(scope, "choices", id.toString(), asked.any());
        Map<String, Long> choosers = new LinkedHashMap<>();
        chosen.forEach(cell -> choosers.merge(cell.kind().equals("unit") ? "" : cell.field(), cell.count(), Long::sum));
        List<MovementTallyView.Content> contents = movement.contents().stream().map(content -> new MovementTallyView.Content(content.code(),
                content.title(), choosers.getOrDefault(content.code(), 0L))).toList();
        Map<List<String>, List<TallyView.Cell>> lines = new LinkedHashMap<>();
        tallies.cells(scope, "results", id.toString(), asked).forEach(cell ->
                lines.computeIfAbsent(List.of(cell.field(), cell.kind(), cell.measure()), any -> new ArrayList<>()).add(cell));
        return new MovementTallyView(id, asked.unit() == null ? scope.unit() : asked.unit(), asked.isSubtree() ? "subtree" : "unit", asked.from(),
                asked.asOf(), choosers.getOrDefault("", 0L), contents, lines.values().stream().filter(cells -> count(cells) > 0)
                .map(MovementTallyQueries::line).toList());
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

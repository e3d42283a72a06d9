package org.doanket.membership.headcount;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.doanket.platform.error.Fault;

/**
 * A figure that a head count may have, and what it must agree with.
 *
 * @param partOf    what it cannot exceed: another figure, or the workers; null: nothing
 * @param countedBy the persons without whom a sum says nothing; null: it is no such sum
 */
record FigureRule(String code, String partOf, String countedBy) {

    static final String WORKERS = "workers";

    static FigureRule of(ResultSet row) throws SQLException {
        return new FigureRule(row.getString("code"), row.getString("part_of"), row.getString("counted_by"));
    }

    /** What one who has filed all figures of these rules is told. @param at pointer to the figures */
    static List<Fault> faults(List<FigureRule> rules, HeadcountCommand.Figures count, String at) {
        Stream<Fault> unknown = count.figures().keySet().stream().filter(code -> rules.stream().noneMatch(rule -> rule.code().equals(code))).sorted()
                .map(code -> Fault.at(at, "unknown-figure", Map.of("code", code)));
        return Stream.concat(unknown, rules.stream().flatMap(rule -> rule.faults(count, at))).toList();
    }

    private Stream<Fault> faults(HeadcountCommand.Figures count, String at) {
        Long own = count.figures().get(code);
        if (own == null) {
            return Stream.empty();
        }
        Optional<Fault> above = whole(count).filter(whole -> own > whole)
                .map(whole -> Fault.at(at + '/' + code, "figure-above-whole", Map.of("whole", partOf, "value", whole)));
        Optional<Fault> alone = Optional.ofNullable(countedBy).filter(persons -> count.figures().getOrDefault(persons, 0L) == 0 && own > 0)
                .map(persons -> Fault.at(at + '/' + code, "figure-without-persons", Map.of("persons", persons)));
        return Stream.concat(above.stream(), alone.stream());
    }

    /** Empty where it was not reported: then there is nothing to compare with. */
    private Optional<Long> whole(HeadcountCommand.Figures count) {
        if (WORKERS.equals(partOf)) {
            return Optional.ofNullable(count.workers()).map(workers -> workers.total().longValue());
        }
        return Optional.ofNullable(partOf).map(count.figures()::get);
    }
}

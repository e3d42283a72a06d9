package org.doanket.membership.administrative;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.doanket.platform.sql.Sql;

/** Whole tables, each step one statement: the periods of every code that a table changes are written anew. */
@ApplicationScoped
class AdministrativeUnitBatch {

    /** Between the names of one list, which is one text on its way: PostgreSQL's arrays of arrays are all of one length. */
    private static final String SEPARATOR = "\u001f";
    private static final long LOADING = 0x6172_6561L;

    private static final String GIVEN = """
            (SELECT code, since, until, level, name, parent, population, area, coalesce(string_to_array(nullif(merged, ''), ?), '{}') AS merged
               FROM unnest(?::text[], ?::date[], ?::date[], ?::text[], ?::text[], ?::text[], ?::int[], ?::numeric[], ?::text[])
                 AS t (code, since, until, level, name, parent, population, area, merged)) given
            """;

    private static final String SAVE_NEWEST = """
            INSERT INTO administrative_unit (jurisdiction, code, valid_from, valid_to, level, name, parent_code, population, area_km2, merged_from)
            SELECT ?, given.* FROM """ + GIVEN + """
             ON CONFLICT (jurisdiction, code) DO UPDATE SET level = excluded.level, name = excluded.name, parent_code = excluded.parent_code,
              population = excluded.population, area_km2 = excluded.area_km2, merged_from = excluded.merged_from, valid_from = excluded.valid_from,
              valid_to = excluded.valid_to""";

    private static final String SAVE_PERIODS = """
            INSERT INTO administrative_period (jurisdiction, code, valid_from, valid_to, level, name, parent_code, population, area_km2, merged_from)
            SELECT ?, given.* FROM """ + GIVEN;

    private static final String LINK = """
            INSERT INTO administrative_succession (jurisdiction, predecessor, successor, on_day)
            SELECT ?, * FROM unnest(?::text[], ?::text[], ?::date[]) ON CONFLICT DO NOTHING""";

    private final AgroalDataSource dataSource;

    AdministrativeUnitBatch(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** One table at a time: what a row changes follows from what is there. */
    void lock() {
        Sql.of("SELECT pg_advisory_xact_lock(?)", LOADING).run(dataSource);
    }

    Map<String, AdministrativeTimeline> timelines(String jurisdiction, Collection<String> codes) {
        Map<String, List<AdministrativeTimeline.Period>> periods = new HashMap<>();
        Sql.of("SELECT * FROM administrative_period WHERE jurisdiction = ? AND code = ANY (?) ORDER BY code, valid_from NULLS FIRST", jurisdiction,
                codes.toArray(String[]::new)).list(dataSource, row -> periods.computeIfAbsent(row.getString("code"), code -> new ArrayList<>())
                        .add(AdministrativeTimeline.Period.of(row)));
        Map<String, AdministrativeTimeline> timelines = new HashMap<>();
        periods.forEach((code, of) -> timelines.put(code, new AdministrativeTimeline(of)));
        return timelines;
    }

    void save(String jurisdiction, Map<String, AdministrativeTimeline> timelines) {
        List<Told> newest = new ArrayList<>();
        List<Told> all = new ArrayList<>();
        timelines.forEach((code, timeline) -> {
            newest.add(new Told(code, timeline.newest()));
            timeline.periods().forEach(period -> all.add(new Told(code, period)));
        });
        given(SAVE_NEWEST, jurisdiction, newest).run(dataSource);
        Sql.of("DELETE FROM administrative_period WHERE jurisdiction = ? AND code = ANY (?)", jurisdiction, timelines.keySet().toArray(String[]::new))
                .run(dataSource);
        given(SAVE_PERIODS, jurisdiction, all).run(dataSource);
    }

    /** Which became which, from either side. Whom a row names are all of that day: others that were named before by mistake are no more. */
    void link(String jurisdiction, List<AdministrativeUnitCommand.Row> rows) {
        record Link(String predecessor, String successor, Object day) {
        }
        unlink(jurisdiction, "successor", rows.stream().filter(row -> !row.predecessors().isEmpty()).toList(), AdministrativeUnitCommand.Row::validFrom);
        unlink(jurisdiction, "predecessor", rows.stream().filter(row -> !row.successors().isEmpty()).toList(), AdministrativeUnitCommand.Row::validTo);
        List<Link> links = new ArrayList<>();
        for (AdministrativeUnitCommand.Row row : rows) {
            row.predecessors().forEach(code -> links.add(new Link(code, row.code(), row.validFrom())));
            row.successors().forEach(code -> links.add(new Link(row.code(), code, row.validTo())));
        }
        Sql.of(LINK, jurisdiction, Sql.column(links, Link::predecessor), Sql.column(links, Link::successor), Sql.column(links, Link::day)).run(dataSource);
    }

    /** @param side of the link on which the row stands, one of our own two columns */
    private void unlink(String jurisdiction, String side, List<AdministrativeUnitCommand.Row> rows, Function<AdministrativeUnitCommand.Row, Object> day) {
        Sql.of("DELETE FROM administrative_succession s USING unnest(?::text[], ?::date[]) AS t (code, day) WHERE s.jurisdiction = ? AND s." + side
                + " = t.code AND s.on_day = t.day", Sql.column(rows, AdministrativeUnitCommand.Row::code), Sql.column(rows, day), jurisdiction).run(dataSource);
    }

    private record Told(String code, AdministrativeTimeline.Period period) {
    }

    private static Sql given(String statement, String jurisdiction, List<Told> told) {
        return Sql.of(statement, jurisdiction, SEPARATOR, Sql.column(told, Told::code), column(told, AdministrativeTimeline.Period::from),
                column(told, AdministrativeTimeline.Period::to), column(told, AdministrativeTimeline.Period::level),
                column(told, AdministrativeTimeline.Period::name), column(told, AdministrativeTimeline.Period::parentCode),
                column(told, AdministrativeTimeline.Period::population), column(told, AdministrativeTimeline.Period::areaKm2),
                column(told, period -> String.join(SEPARATOR, period.mergedFrom())));
    }

    private static String[] column(List<Told> told, Function<AdministrativeTimeline.Period, Object> value) {
        return Sql.column(told, each -> value.apply(each.period()));
    }
}

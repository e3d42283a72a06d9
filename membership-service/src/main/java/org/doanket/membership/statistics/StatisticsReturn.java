package org.doanket.membership.statistics;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.doanket.platform.http.Messages;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sql.Sql;

/**
 * An official return over a subtree as it stood: R3 and R5 a row for each unit, R2 and R6 for each unit directly below and for all together,
 * R4 for each cluster and for all, R7 for each ownership, each kind of enterprise and for all. Shares and averages are worked out anew from the
 * sums of their parts at each level, never from those below. Figures are the frozen ones, and so is what the card said of a unit on the cut-off
 * and who led it, by the name of that day unless that was erased since. Rows are written as they come.
 */
final class StatisticsReturn {

    /** Sums over the units of a range {@code u}. Unions are counted at the grass roots: upper units lead, they are none themselves. */
    private static final String SUMS = "count(*) FILTER (WHERE u.level = 'grass-roots') AS unions, coalesce(sum(u.workers), 0) AS workers, "
            + "coalesce(sum(u.workers_women), 0) AS \"workersWomen\", coalesce(sum(u.members), 0) AS members, "
            + "coalesce(sum(u.members_women), 0) AS \"membersWomen\", coalesce(sum(u.members - u.members_women - u.members_of_no_sex), 0) AS \"membersMen\"";

    private static final String WITHIN = "u.snapshot_id = p.snapshot_id AND u.path >= p.path AND u.path < left(p.path, -1) || '0'";

    /** Who leads the unit {@code p} and where it is, as it was frozen; nothing where that was not counted yet. */
    private static final String LED = "p.workers, p.workers_women AS \"workersWomen\", p.workers - p.workers_women AS \"workersMen\", "
            + "(p.register ->> 'executiveCommittee')::bigint AS \"executiveCommittee\", (p.register ->> 'inspectionCommittee')::bigint AS \"inspectionCommittee\", "
            + "c.name AS chair, (p.register ->> 'chairWoman')::boolean AS \"chairWoman\", (p.register ->> 'chairFullTime')::boolean AS \"chairFullTime\", "
            + "(SELECT string_agg(e ->> 'name', ', ' ORDER BY e ->> 'code') FROM jsonb_array_elements(p.register -> 'communes') e) AS communes";

    private static final String CARDS = "FROM statistic_unit p LEFT JOIN statistic_unit a ON a.snapshot_id = p.snapshot_id AND a.unit_id = p.parent_id "
            + "CROSS JOIN LATERAL jsonb_populate_record(NULL::unit_card, p.card) k LEFT JOIN statistic_chair c ON c.snapshot_id = p.snapshot_id AND c.unit_id = p.unit_id "
            + "CROSS JOIN LATERAL (SELECT " + SUMS + " FROM statistic_unit u WHERE " + WITHIN + ") b ";

    /** To those of a cluster however it is spelt, or of a commune; each place twice. */
    private static final String NARROWED = "AND (?::text IS NULL OR doanket.search_form(k.cluster) = doanket.search_form(?)) "
            + "AND (?::text IS NULL OR p.register -> 'communes' @> jsonb_build_array(jsonb_build_object('code', ?::text))) ";

    /** Each ownership, after the parts of a kind of enterprise that kind, at last all; {@code sumOf} tells sums from what they are made of. */
    private static final String BY_OWNERSHIP = """
            WITH u AS MATERIALIZED (
              SELECT g.ownership, g.sum_of, g.family, u.level, u.workers, u.workers_women, u.members, u.members_women, u.members_of_no_sex, u.figures
                FROM statistic_unit u JOIN statistic_snapshot s ON s.id = u.snapshot_id
                LEFT JOIN ownerships_on(s.cut_off) o ON o.jurisdiction = s.jurisdiction AND o.code = u.ownership
               CROSS JOIN LATERAL (VALUES
                 (coalesce(u.ownership, 'unknown') COLLATE "C", NULL, coalesce(o.part_of, u.ownership, 'unknown') COLLATE "C"),
                 (o.part_of, 'group', o.part_of), (NULL, 'all', NULL)) AS g (ownership, sum_of, family)
               WHERE u.snapshot_id = ?::uuid AND u.path >= ? AND u.path < ? AND (g.ownership IS NOT NULL OR g.sum_of = 'all')
            ), told AS (
              SELECT ownership, sum_of, jsonb_object_agg(key, total) AS figures FROM (
                SELECT u.ownership, u.sum_of, e.key, sum(e.value::bigint) AS total FROM u CROSS JOIN LATERAL jsonb_each_text(u.figures) e GROUP BY 1, 2, 3) each
               GROUP BY 1, 2
            )
            SELECT b.*, b.sum_of AS "sumOf", t.figures FROM (SELECT u.ownership, u.sum_of, u.family, """ + SUMS + """

              FROM u GROUP BY u.ownership, u.sum_of, u.family) b
              LEFT JOIN told t ON (t.ownership, t.sum_of) IS NOT DISTINCT FROM (b.ownership, b.sum_of)
             ORDER BY b.sum_of IS NOT DISTINCT FROM 'all', b.family, b.sum_of NULLS FIRST, b.ownership""";

    /** Form 02-HDCD, part I. Shares are of the workers of those units that have told the part; averages of the persons whose pay was told. */
    private static final String FORM_02 = "SELECT count(u.report_id) AS reports, sum(u.workers) AS workers, sum(u.workers_women) AS \"workersWomen\", "
            + share("workers-short-of-work", "u.workers", "shortOfWork") + ", " + share("women-short-of-work", "u.workers_women", "womenShortOfWork") + ", "
            + average("paid-workers-counted", "pay-of-workers", "paid", "averagePay") + ", "
            + average("paid-in-administration", "pay-in-administration", "paidInAdministration", "averagePayInAdministration") + ", "
            + average("paid-in-public-units", "pay-in-public-units", "paidInPublicUnits", "averagePayInPublicUnits")
            + " FROM statistic_unit u CROSS JOIN LATERAL jsonb_to_record(u.figures) AS f (\"workers-short-of-work\" bigint, \"women-short-of-work\" bigint, "
            + "\"paid-workers-counted\" bigint, \"pay-of-workers\" bigint, \"paid-in-administration\" bigint, \"pay-in-administration\" bigint, "
            + "\"paid-in-public-units\" bigint, \"pay-in-public-units\" bigint) WHERE " + WITHIN;

    private static final Map<String, List<String>> COLUMNS = Map.of(
            "r2", List.of("code", "unitName", "kind", "reports", "workers", "workersWomen", "shortOfWork", "shortOfWorkPercent", "womenShortOfWork",
                    "womenShortOfWorkPercent", "paid", "averagePay", "paidInAdministration", "averagePayInAdministration", "paidInPublicUnits",
                    "averagePayInPublicUnits"),
            "r3", List.of("code", "unitName", "above", "kind", "workers", "workersWomen", "workersMen", "members", "membersWomen", "membersMen", "reported",
                    "reportedWomen", "executiveCommittee", "inspectionCommittee", "chair", "chairWoman", "chairFullTime", "phone", "address", "communes",
                    "cluster", "note"),
            "r4", List.of("cluster", "unions", "firmsWithoutUnion", "firms", "unionsPercent", "workersWithoutUnion"),
            "r5", List.of("code", "unitName", "kind", "level", "above", "trade", "ownership", "companyKind", "employerName", "founded", "investorCountry",
                    "address", "communes", "cluster", "phone", "workers", "workersWomen", "workersMen", "members", "membersWomen", "membersMen",
                    "executiveCommittee", "inspectionCommittee", "chair", "chairWoman", "chairFullTime", "note"),
            "r6", List.of("code", "unitName", "kind", "unions", "workers", "workersWomen", "members", "membersWomen"),
            "r7", List.of("ownership", "sumOf", "unions", "workers", "workersWomen", "members", "membersWomen"));

    private static final Map<String, String> ROWS = Map.of(
            "r2", "SELECT p.code, p.name AS \"unitName\", p.kind, b.*, NULL AS figures FROM statistic_unit p "
                    + "CROSS JOIN LATERAL (" + FORM_02 + ") b "
                    + "WHERE p.snapshot_id = ? AND p.path >= ? AND p.path < ? AND (p.parent_id = ? OR p.unit_id = ?) ORDER BY p.unit_id = ?, p.code",
            "r3", "SELECT p.code, p.name AS \"unitName\", a.code AS above, p.kind, b.members, b.\"membersWomen\", b.\"membersMen\", "
                    + "p.reported_members AS reported, p.reported_women AS \"reportedWomen\", k.phone, k.address, k.cluster, k.note, " + LED + ", p.figures "
                    + CARDS + "WHERE p.snapshot_id = ? AND p.path >= ? AND p.path < ? AND p.level = 'grass-roots' " + NARROWED + "ORDER BY p.code",
            "r4", ClusterReturn.ROWS,
            "r5", "SELECT p.code, p.name AS \"unitName\", p.kind, p.level, a.code AS above, k.trade, p.ownership, k.company_kind AS \"companyKind\", "
                    + "k.employer_name AS \"employerName\", k.founded, k.investor_country AS \"investorCountry\", k.address, k.cluster, k.phone, k.note, "
                    + "b.members, b.\"membersWomen\", b.\"membersMen\", " + LED + ", k.extra AS figures "
                    + CARDS + "WHERE p.snapshot_id = ? AND p.path >= ? AND p.path < ? " + NARROWED + "ORDER BY p.path",
            "r6", "SELECT p.code, p.name AS \"unitName\", p.kind, b.*, f.figures FROM statistic_unit p "
                    + "CROSS JOIN LATERAL (SELECT " + SUMS + " FROM statistic_unit u WHERE " + WITHIN + ") b "
                    + "CROSS JOIN LATERAL (SELECT jsonb_object_agg(key, total) AS figures FROM (SELECT e.key, sum(e.value::bigint) AS total FROM statistic_unit u "
                    + "CROSS JOIN LATERAL jsonb_each_text(u.figures) e WHERE " + WITHIN + " GROUP BY e.key) each) f "
                    + "WHERE p.snapshot_id = ? AND p.path >= ? AND p.path < ? AND (p.parent_id = ? OR p.unit_id = ?) ORDER BY p.unit_id = ?, p.code",
            "r7", BY_OWNERSHIP);

    /** A row for each unit directly below, and the unit itself with all below it as the last. */
    private static final Set<String> OF_PARTS = Set.of("r2", "r6");
    /** A row for each unit, which has a cluster and communes to narrow them by. */
    private static final Set<String> OF_UNITS = Set.of("r3", "r5");
    /** Whose further figures are in columns of their own, or have no place. */
    private static final Set<String> WITHOUT_FIGURES = Set.of("r2", "r4", "r5");

    private final DataSource worker;
    private final String code;
    private final StatisticsQueries.Place place;
    private final Narrowing narrowing;
    private final Map<String, String> figures;

    /** @param cluster and {@code commune}, by its code: null for all */
    record Narrowing(String cluster, String commune) {
    }

    /** @param figures names of the further figures by their codes, as columns after the others */
    StatisticsReturn(DataSource worker, String code, StatisticsQueries.Place place, Narrowing narrowing, Map<String, String> figures) {
        this.worker = worker;
        this.code = code;
        this.place = place;
        this.narrowing = narrowing;
        this.figures = WITHOUT_FIGURES.contains(code) ? Map.of() : figures;
    }

    static boolean canBeNarrowed(String code) {
        return OF_UNITS.contains(code);
    }

    void json(OutputStream out, ObjectMapper json) throws IOException {
        try (JsonGenerator generator = json.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            generator.writeStartObject();
            generator.writeStringField("return", code);
            generator.writeStringField("cutOff", place.snapshot().cutOff().toString());
            generator.writeStringField("unitId", place.unit().toString());
            generator.writeStringField("snapshotId", place.snapshot().id().toString());
            generator.writeArrayFieldStart("items");
            List<String> columns = COLUMNS.get(code);
            each(json, (cells, more) -> {
                generator.writeStartObject();
                for (int i = 0; i < columns.size(); i++) {
                    generator.writePOJOField(columns.get(i), cells.get(i));
                }
                generator.writePOJOField(code.equals("r5") ? "extra" : "figures", more);
                generator.writeEndObject();
            });
            generator.writeEndArray();
            generator.writeEndObject();
        }
    }

    void sheet(OutputStream out, String mediaType, Locale locale, ObjectMapper json) throws IOException {
        try (SheetWriter sheet = SheetWriter.of(mediaType, out, code.toUpperCase(Locale.ROOT))) {
            List<Object> heads = new ArrayList<>();
            COLUMNS.get(code).forEach(column -> heads.add(Messages.text(locale, "column." + column)));
            heads.addAll(figures.values());
            if (code.equals("r5")) {
                heads.add(Messages.text(locale, "column.extra"));
            }
            sheet.row(heads.toArray());
            each(json, (cells, more) -> {
                List<Object> row = new ArrayList<>(cells.stream().map(cell -> cell instanceof Boolean is ? Messages.text(locale, "sheet." + is) : cell).toList());
                figures.keySet().forEach(figure -> row.add(more.get(figure)));
                if (code.equals("r5")) {
                    row.add(more.entrySet().stream().map(field -> field.getKey() + ": " + field.getValue()).collect(Collectors.joining("; ")));
                }
                sheet.row(row.toArray());
            });
            if (code.equals("r4") && mediaType.equals(SheetWriter.XLSX)) {
                reading(connection -> ClusterReturn.sheets(connection, place, sheet, locale));
            }
        }
    }

    @FunctionalInterface
    private interface Taker {
        void take(List<Object> cells, Map<String, Object> more) throws IOException;
    }

    @SuppressWarnings("unchecked")
    private void each(ObjectMapper json, Taker taker) throws IOException {
        Sql sql = Sql.of(ROWS.get(code), place.snapshot().id(), place.range().from(), place.range().to());
        if (OF_PARTS.contains(code)) {
            sql.add("", place.unit(), place.unit(), place.unit());
        } else if (OF_UNITS.contains(code)) {
            sql.add("", narrowing.cluster(), narrowing.cluster(), narrowing.commune(), narrowing.commune());
        }
        reading(connection -> sql.stream(connection, row -> {
            String more = row.getString("figures");
            taker.take(cells(row), more == null ? Map.of() : json.readValue(more, Map.class));
        }));
    }

    @FunctionalInterface
    private interface Reading {
        void on(Connection connection) throws SQLException, IOException;
    }

    /** In a transaction, without which rows would not come some hundreds at a time. */
    private void reading(Reading reading) throws IOException {
        try (Connection connection = worker.getConnection()) {
            connection.setAutoCommit(false);
            try {
                reading.on(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new IOException("return " + code + " of " + place.unit() + " cannot be read", failure);
        }
    }

    private List<Object> cells(ResultSet row) throws SQLException {
        List<Object> cells = new ArrayList<>();
        for (String column : COLUMNS.get(code)) {
            Object cell = row.getObject(column);
            boolean isFraction = cell instanceof BigDecimal number && number.scale() > 0;
            cells.add(cell instanceof Number number && !isFraction ? (Object) number.longValue() : cell);
        }
        return cells;
    }

    private static String share(String part, String whole, String name) {
        return "sum(f.\"%1$s\") AS \"%3$s\", round(100.0 * sum(f.\"%1$s\") / nullif(sum(%2$s) FILTER (WHERE f.\"%1$s\" IS NOT NULL), 0), 2) AS \"%3$sPercent\""
                .formatted(part, whole, name);
    }

    private static String average(String persons, String pay, String countName, String averageName) {
        String told = "FILTER (WHERE f.\"%s\" IS NOT NULL AND f.\"%s\" IS NOT NULL)".formatted(persons, pay);
        return "sum(f.\"%s\") %s AS \"%s\", round(sum(f.\"%s\") %s / nullif(sum(f.\"%s\") %s, 0)) AS \"%s\""
                .formatted(persons, told, countName, pay, told, persons, told, averageName);
    }
}

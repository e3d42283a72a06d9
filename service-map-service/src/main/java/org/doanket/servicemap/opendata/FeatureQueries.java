package org.doanket.servicemap.opendata;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.point.ServicePointQueries;
import org.doanket.servicemap.reach.ReachQueries;

/** Service points as features, in the order of their ids, which new ones do not upset. */
@ApplicationScoped
@Transactional
@Unscoped("points that are or were open are public")
public class FeatureQueries {

    private static final String FROM = " FROM service_point p JOIN site s ON s.id = p.site_id WHERE p.open_during <> '{}'";
    /** Each point has its site: where nothing is asked of that it is not joined, for to count all is asked with each page of all. */
    private static final String COUNT = "SELECT count(*) FROM service_point p WHERE p.open_during <> '{}'";
    private static final String NOT_MERGED = "AND NOT EXISTS (SELECT FROM point_merge m JOIN service_point k ON k.id = m.kept_id WHERE m.dropped_id = p.id "
            + "AND k.open_during @> (p.open_during * datemultirange(daterange(?::date, ?::date, '[]'))))";
    private static final String COLUMNS = "SELECT p.id, p.kind, p.name, p.state, p.hours, p.capacity, p.amenities, p.opened_on, p.closed_on, "
            + "p.last_verified_at, " + ServicePointQueries.TRUST + ", p.unit_id, p.site_id, "
            + "s.name AS site_name, s.address, s.administrative_unit, s.access, s.host, s.host_name, "
            + "s.latitude, s.longitude";

    private final AgroalDataSource dataSource;
    private final ReachQueries reach;
    private volatile Kept kept;

    FeatureQueries(AgroalDataSource dataSource, ReachQueries reach) {
        this.dataSource = dataSource;
        this.reach = reach;
    }

    /** @param version of the points of which it is */
    private record Kept(long version, Optional<Extent> extent) {
    }

    /** A point with what is told of it, in the order in which it is told. */
    record Feature(UUID id, double latitude, double longitude, Map<String, Object> properties) {
    }

    /** @param matched all that fit; @param features at most as many as asked for; @param hasMore beyond these */
    record Found(long matched, List<Feature> features, boolean hasMore) {
    }

    /** West, south, east, north and the first day of all that was ever open. */
    record Extent(double[] box, LocalDate since) {
    }

    Found find(FeatureQuestion question) {
        long matched = where(Sql.of(question.box() == null ? COUNT : "SELECT count(*)" + FROM), question).first(dataSource, row -> row.getLong(1)).orElse(0L);
        List<Feature> features = where(Sql.of(COLUMNS + FROM), question).given(question.after(), "AND p.id > ?")
                .add("ORDER BY p.id LIMIT ?", question.limit() + 1).list(dataSource, FeatureQueries::feature);
        boolean hasMore = features.size() > question.limit();
        return new Found(matched, hasMore ? features.subList(0, question.limit()) : features, hasMore);
    }

    Optional<Feature> find(UUID id) {
        return Sql.of(COLUMNS + FROM).add("AND p.id = ?", id).first(dataSource, FeatureQueries::feature);
    }

    /** Looked for once for as long as no point changes: it takes all of them, of all times. */
    Optional<Extent> extent() {
        // Before the points are looked at: what changes meanwhile is looked at by the next who asks.
        long version = reach.version();
        Kept known = kept;
        if (known == null || known.version() != version) {
            known = new Kept(version, wholeExtent());
            kept = known;
        }
        return known.extent();
    }

    private Optional<Extent> wholeExtent() {
        return Sql.of("SELECT min(s.longitude), min(s.latitude), max(s.longitude), max(s.latitude), min(lower(p.open_during))" + FROM + " HAVING count(*) > 0")
                .first(dataSource, row -> new Extent(
                        new double[] {row.getDouble(1), row.getDouble(2), row.getDouble(3), row.getDouble(4)}, row.getObject(5, LocalDate.class)));
    }

    private static Sql where(Sql select, FeatureQuestion question) {
        if (question.isNow()) {
            select.add("AND p.state = 'open'");
        } else {
            // A row that was merged away was the same place all along: it is told of only for days on which the kept one was not open.
            select.add("AND p.open_during && daterange(?::date, ?::date, '[]') " + NOT_MERGED, question.from(), question.to(), question.from(), question.to());
        }
        if (question.box() != null) {
            box(select, question.box());
        }
        return select.given(question.kind(), "AND p.kind = ?").given(question.amenity(), "AND p.amenities @> ARRAY[?::text]")
                .given(question.unitId(), "AND p.unit_id = ?").given(question.siteId(), "AND p.site_id = ?");
    }

    static void box(Sql select, double[] box) {
        String place = "point(s.longitude, s.latitude) <@ box(point(?, ?), point(?, ?))";
        if (box[0] <= box[2]) {
            select.add("AND " + place, box[0], box[1], box[2], box[3]);
        } else {
            select.add("AND (" + place + " OR " + place + ")", box[0], box[1], 180.0, box[3], -180.0, box[1], box[2], box[3]);
        }
    }

    private static Feature feature(ResultSet row) throws SQLException {
        Map<String, Object> told = new LinkedHashMap<>();
        for (String column : List.of("kind", "name", "state", "hours", "capacity", "amenities", "opened_on", "closed_on", "last_verified_at", "trust",
                "site_name", "address", "administrative_unit", "access", "host", "host_name", "unit_id", "site_id")) {
            told.put(camel(column), value(row, column));
        }
        return new Feature(row.getObject("id", UUID.class), row.getDouble("latitude"), row.getDouble("longitude"), told);
    }

    /** Flat: map programs show no nested values. */
    private static Object value(ResultSet row, String column) throws SQLException {
        return switch (column) {
            case "trust" -> row.getDouble(column);
            case "capacity" -> row.getObject(column, Integer.class);
            case "amenities" -> String.join(",", (String[]) row.getArray(column).getArray());
            case "last_verified_at" -> {
                OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
                yield time == null ? null : time.toInstant().toString();
            }
            default -> row.getString(column);
        };
    }

    private static String camel(String column) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < column.length(); i++) {
            char letter = column.charAt(i);
            name.append(letter == '_' ? Character.toUpperCase(column.charAt(++i)) : letter);
        }
        return name.toString();
    }
}

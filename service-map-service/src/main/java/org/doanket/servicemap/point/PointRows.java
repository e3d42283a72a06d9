package org.doanket.servicemap.point;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;

/** How service points and their sites are read from the tables. */
final class PointRows {

    static final String SITE = "s.id AS site_id, s.unit_id AS site_unit_id, s.jurisdiction, s.name AS site_name, s.address, "
            + "s.administrative_unit, s.latitude, s.longitude, s.access, s.host, s.host_name, s.version AS site_version";

    private static final String POINT = "SELECT p.id, p.unit_id, p.kind, p.name, p.state, p.planned_for, p.opened_on, "
            + "p.closed_on, p.hours, p.capacity, p.amenities, p.last_verified_at, p.version, "
            + "CASE WHEN p.state = 'closed' THEN (SELECT m.kept_id FROM point_merge m WHERE m.dropped_id = p.id) END AS merged_into, " + ServicePointQueries.TRUST + ", " + SITE;

    private PointRows() {
    }

    /** What was open once has been on the map and stays public; plans and what was withdrawn are of their own subtree. */
    static Sql select(UnitScope scope) {
        return Sql.of(selectFrom("service_point") + " WHERE (p.open_during <> '{}' OR p.path >= ? AND p.path < ?)",
                scope.from(), scope.to());
    }

    /** @param relation with the columns of service_point; known as p, its site as s */
    static String selectFrom(String relation) {
        return POINT + " FROM " + relation + " p JOIN site s ON s.id = p.site_id";
    }

    static ServicePointView view(ResultSet row) throws SQLException {
        return new ServicePointView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("kind"),
                row.getString("name"), PointState.of(row.getString("state")), row.getObject("planned_for", LocalDate.class),
                row.getObject("opened_on", LocalDate.class), row.getObject("closed_on", LocalDate.class), row.getString("hours"),
                row.getObject("capacity", Integer.class), List.of((String[]) row.getArray("amenities").getArray()),
                instant(row, "last_verified_at"), row.getDouble("trust"), site(row), row.getLong("version"));
    }

    /** As it is told. */
    static ServicePointEvent.Whole whole(ResultSet row) throws SQLException {
        return ServicePointEvent.Whole.of(view(row), row.getObject("merged_into", UUID.class));
    }

    static SiteView site(ResultSet row) throws SQLException {
        return new SiteView(row.getObject("site_id", UUID.class), row.getObject("site_unit_id", UUID.class),
                row.getString("jurisdiction"), row.getString("site_name"), row.getString("address"),
                row.getString("administrative_unit"), new Position(row.getDouble("latitude"), row.getDouble("longitude")),
                Access.of(row.getString("access")), Host.of(row.getString("host")), row.getString("host_name"),
                row.getLong("site_version"));
    }

    static Cursor cursor(ServicePointView point) {
        return Cursor.of(point.id());
    }

    /** Every word somewhere in the text, in any order. */
    static String[] patterns(String search) {
        return SearchForm.of(search).lines().flatMap(line -> List.of(line.split(" ")).stream())
                .map(word -> "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
                .toArray(String[]::new);
    }

    static void within(Sql select, Box box) {
        String place = "point(s.longitude, s.latitude) <@ box(point(?, ?), point(?, ?))";
        if (box.west() <= box.east()) {
            select.add("AND " + place, box.west(), box.south(), box.east(), box.north());
        } else {
            select.add("AND (" + place + " OR " + place + ")", box.west(), box.south(), 180.0, box.north(),
                    -180.0, box.south(), box.east(), box.north());
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

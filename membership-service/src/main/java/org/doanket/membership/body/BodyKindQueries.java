package org.doanket.membership.body;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.doanket.platform.http.Language;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** Which bodies there are, with which positions, and which roles these bring: reference data. */
@ApplicationScoped
@Transactional
@Unscoped("the same for everybody")
public class BodyKindQueries {

    private final AgroalDataSource dataSource;
    private final Clock clock;

    BodyKindQueries(AgroalDataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** @param asOf with the positions and the roles of that day; null: of today */
    public List<BodyKindView> list(String jurisdiction, LocalDate asOf) {
        return kinds(jurisdiction, null, asOf, asOf);
    }

    /** As it was on a day; the roles are those that its positions bring now. */
    public Optional<BodyKindView> find(String jurisdiction, String code, LocalDate day) {
        return kinds(jurisdiction, code, day, null).stream().findFirst();
    }

    /** As it is today. */
    public Optional<BodyKindView> find(String jurisdiction, String code) {
        return find(jurisdiction, code, null);
    }

    private List<BodyKindView> kinds(String jurisdiction, String code, LocalDate day, LocalDate rolesOn) {
        // The columns' names are made of one of our three languages, never of what a client sent.
        String name = "name_" + Language.current().getLanguage();
        Map<String, Map<String, List<String>>> roles = new HashMap<>();
        Sql.of("SELECT DISTINCT ON (jurisdiction, body_kind, position, level) * FROM office_role_rule WHERE cancelled_at IS NULL "
                + "AND valid_from <= CASE jurisdiction WHEN 'cn' THEN ?::date ELSE ?::date END", rolesOn == null ? Zones.today(clock, "cn") : rolesOn,
                rolesOn == null ? Zones.today(clock, "vn") : rolesOn)
                .given(jurisdiction, "AND jurisdiction = ?").given(code, "AND body_kind = ?")
                .add("ORDER BY jurisdiction, body_kind, position, level, valid_from DESC").list(dataSource, row -> roles.computeIfAbsent(
                        key(row.getString("jurisdiction"), row.getString("body_kind"), row.getString("position")), each -> new TreeMap<>())
                        .put(row.getString("level"), List.of((String[]) row.getArray("roles").getArray())));
        Map<String, List<BodyKindView.Position>> positions = new HashMap<>();
        from("body_position", day, name).given(jurisdiction, "AND jurisdiction = ?")
                .given(code, "AND body_kind = ?").add("ORDER BY rank, code").list(dataSource, row -> positions
                        .computeIfAbsent(key(row.getString("jurisdiction"), row.getString("body_kind"), ""), each -> new ArrayList<>())
                        .add(new BodyKindView.Position(row.getString("code"), row.getString("name"), row.getBoolean("is_single"),
                                row.getBoolean("takes_seat"), row.getBoolean("is_used"), roles.getOrDefault(key(row.getString("jurisdiction"),
                                row.getString("body_kind"), row.getString("code")), Map.of()))));
        return from("body_kind", day, name).given(jurisdiction, "AND jurisdiction = ?")
                .given(code, "AND code = ?").add("ORDER BY jurisdiction DESC, code").list(dataSource, row -> new BodyKindView(
                        row.getString("jurisdiction"), row.getString("code"), row.getString("name"),
                        List.of((String[]) row.getArray("levels").getArray()), row.getBoolean("is_used"),
                        positions.getOrDefault(key(row.getString("jurisdiction"), row.getString("code"), ""), List.of())));
    }

    private static Sql from(String table, LocalDate day, String name) {
        Sql sql = Sql.of("SELECT x.*, x." + name + " AS name FROM");
        return (day == null ? sql.add(table + " x") : sql.add(table + "s_on(?) x", day)).add("WHERE true");
    }

    private static String key(String jurisdiction, String kind, String position) {
        return jurisdiction + '/' + kind + '/' + position;
    }
}

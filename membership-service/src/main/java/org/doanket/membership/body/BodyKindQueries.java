package org.doanket.membership.body;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
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

    public List<BodyKindView> list(String jurisdiction) {
        return kinds(jurisdiction, null);
    }

    public Optional<BodyKindView> find(String jurisdiction, String code) {
        return kinds(jurisdiction, code).stream().findFirst();
    }

    private List<BodyKindView> kinds(String jurisdiction, String code) {
        // The columns' names are made of one of our three languages, never of what a client sent.
        String name = "name_" + Language.current().getLanguage();
        Map<String, Map<String, List<String>>> roles = new HashMap<>();
        Sql.of("SELECT DISTINCT ON (jurisdiction, body_kind, position, level) * FROM office_role_rule WHERE cancelled_at IS NULL "
                + "AND valid_from <= CASE jurisdiction WHEN 'cn' THEN ?::date ELSE ?::date END", Zones.today(clock, "cn"), Zones.today(clock, "vn"))
                .given(jurisdiction, "AND jurisdiction = ?").given(code, "AND body_kind = ?")
                .add("ORDER BY jurisdiction, body_kind, position, level, valid_from DESC").list(dataSource, row -> roles.computeIfAbsent(
                        key(row.getString("jurisdiction"), row.getString("body_kind"), row.getString("position")), each -> new TreeMap<>())
                        .put(row.getString("level"), List.of((String[]) row.getArray("roles").getArray())));
        Map<String, List<BodyKindView.Position>> positions = new HashMap<>();
        Sql.of("SELECT p.*, p." + name + " AS name FROM body_position p WHERE true").given(jurisdiction, "AND jurisdiction = ?")
                .given(code, "AND body_kind = ?").add("ORDER BY rank").list(dataSource, row -> positions
                        .computeIfAbsent(key(row.getString("jurisdiction"), row.getString("body_kind"), ""), each -> new ArrayList<>())
                        .add(new BodyKindView.Position(row.getString("code"), row.getString("name"), row.getBoolean("is_single"),
                                row.getBoolean("takes_seat"), roles.getOrDefault(key(row.getString("jurisdiction"), row.getString("body_kind"),
                                row.getString("code")), Map.of()))));
        return Sql.of("SELECT k.*, k." + name + " AS name FROM body_kind k WHERE true").given(jurisdiction, "AND jurisdiction = ?")
                .given(code, "AND code = ?").add("ORDER BY jurisdiction DESC, code").list(dataSource, row -> new BodyKindView(
                        row.getString("jurisdiction"), row.getString("code"), row.getString("name"),
                        List.of((String[]) row.getArray("levels").getArray()),
                        positions.get(key(row.getString("jurisdiction"), row.getString("code"), ""))));
    }

    private static String key(String jurisdiction, String kind, String position) {
        return jurisdiction + '/' + kind + '/' + position;
    }
}

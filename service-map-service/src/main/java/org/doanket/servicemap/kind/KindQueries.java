package org.doanket.servicemap.kind;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

@ApplicationScoped
@Transactional
@Unscoped("kinds and amenities are the legend of the public map")
public class KindQueries {

    private static final String OFFERED = "valid_from <= ? AND (valid_to IS NULL OR valid_to > ?)";

    private final AgroalDataSource dataSource;
    private final Clock clock;

    KindQueries(AgroalDataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** @param jurisdiction null for all; @param on those that are offered that day */
    public List<KindView> kinds(String jurisdiction, LocalDate on, Locale language) {
        return kinds(Legend.KIND, jurisdiction, on, language);
    }

    public List<AmenityView> amenities(LocalDate on, Locale language) {
        return amenities(Legend.AMENITY, on, language);
    }

    List<KindView> kinds(Legend legend, String jurisdiction, LocalDate on, Locale language) {
        return Sql.of("SELECT code, " + label(language) + ", jurisdictions, valid_from, valid_to FROM " + legend.table + " WHERE " + OFFERED, day(on), day(on))
                .given(jurisdiction, "AND ? = ANY (jurisdictions)").add("ORDER BY position")
                .list(dataSource, row -> new KindView(row.getString(1), row.getString(2), List.of((String[]) row.getArray(3).getArray()),
                        row.getObject(4, LocalDate.class), row.getObject(5, LocalDate.class)));
    }

    List<AmenityView> amenities(Legend legend, LocalDate on, Locale language) {
        return Sql.of("SELECT code, " + label(language) + ", valid_from, valid_to FROM " + legend.table + " WHERE " + OFFERED + " ORDER BY position", day(on), day(on))
                .list(dataSource, row -> new AmenityView(row.getString(1), row.getString(2), row.getObject(3, LocalDate.class), row.getObject(4, LocalDate.class)));
    }

    /** The codes of kinds that a point can be today. @param jurisdiction null for any */
    public Set<String> offeredKinds(String jurisdiction) {
        return new HashSet<>(Sql.of("SELECT code FROM kind WHERE " + OFFERED, day(null), day(null)).given(jurisdiction, "AND ? = ANY (jurisdictions)")
                .list(dataSource, row -> row.getString(1)));
    }

    /** The codes of amenities that a point can have today. */
    public Set<String> offeredAmenities() {
        return offered(Legend.AMENITY, null);
    }

    /** The codes of what could be filed on a day. */
    public Set<String> offeredProcedures(LocalDate day) {
        return offered(Legend.PROCEDURE, day);
    }

    /** The codes of what a tip can be about today. */
    public Set<String> offeredTipKinds() {
        return offered(Legend.TIP_KIND, null);
    }

    LegendView entry(Legend legend, String code) {
        String jurisdictions = legend.hasJurisdictions ? "jurisdictions" : "NULL::text[]";
        return Sql.of("SELECT code, label_vi, label_en, label_zh, " + jurisdictions + " AS jurisdictions, position, valid_from, valid_to, version FROM " + legend.table
                        + " WHERE code = ?", code)
                .first(dataSource, row -> new LegendView(row.getString(1), row.getString(2), row.getString(3), row.getString(4),
                        row.getArray(5) == null ? null : List.of((String[]) row.getArray(5).getArray()), row.getInt(6), row.getObject(7, LocalDate.class),
                        row.getObject(8, LocalDate.class), row.getLong(9)))
                .orElseThrow(() -> Problem.notFound(legend.noun));
    }

    private Set<String> offered(Legend legend, LocalDate on) {
        return new HashSet<>(Sql.of("SELECT code FROM " + legend.table + " WHERE " + OFFERED, day(on), day(on)).list(dataSource, row -> row.getString(1)));
    }

    private LocalDate day(LocalDate on) {
        return on == null ? Zones.today(clock) : on;
    }

    /** One of three columns: a name cannot be a bound value. */
    private static String label(Locale language) {
        return switch (language.getLanguage()) {
            case "en" -> "label_en";
            case "zh" -> "label_zh";
            default -> "label_vi";
        };
    }
}

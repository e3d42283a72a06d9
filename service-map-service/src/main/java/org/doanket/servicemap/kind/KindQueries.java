package org.doanket.servicemap.kind;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
@Unscoped("kinds and amenities are the legend of the public map")
public class KindQueries {

    private final AgroalDataSource dataSource;

    KindQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param jurisdiction null for all */
    public List<KindView> kinds(String jurisdiction, Locale language) {
        return Sql.of("SELECT code, " + label(language) + ", jurisdictions FROM kind WHERE true")
                .given(jurisdiction, "AND ? = ANY (jurisdictions)").add("ORDER BY position")
                .list(dataSource, row -> new KindView(row.getString(1), row.getString(2),
                        List.of((String[]) row.getArray(3).getArray())));
    }

    public List<AmenityView> amenities(Locale language) {
        return Sql.of("SELECT code, " + label(language) + " FROM amenity ORDER BY position")
                .list(dataSource, row -> new AmenityView(row.getString(1), row.getString(2)));
    }


    public Set<String> kindCodes() {
        return new HashSet<>(Sql.of("SELECT code FROM kind").list(dataSource, row -> row.getString(1)));
    }

    public Set<String> amenityCodes() {
        return new HashSet<>(Sql.of("SELECT code FROM amenity").list(dataSource, row -> row.getString(1)));
    }

    /** The codes that are no amenity. */
    public Set<String> unknownAmenities(Collection<String> codes) {
        Set<String> unknown = new HashSet<>(codes);
        if (!unknown.isEmpty()) {
            unknown.removeAll(amenityCodes());
        }
        return unknown;
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

package org.doanket.servicemap.kind;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** Which codes of the legend there are, of whatever day. */
@ApplicationScoped
@Transactional
@Unscoped("kinds and amenities are the legend of the public map")
public class LegendCodeQueries {

    private final AgroalDataSource dataSource;

    LegendCodeQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @throws Problem 400 with what is no code, and which there are: a misspelt one would find nothing and look like an answer */
    public void requireKnown(Collection<String> kinds, Collection<String> amenities) {
        requireKnown(kinds, "?kind", amenities, "?amenity");
    }

    /** @param kindPointer where they were said, and {@code amenityPointer} likewise; @throws Problem as above */
    public void requireKnown(Collection<String> kinds, String kindPointer, Collection<String> amenities, String amenityPointer) {
        List<Fault> faults = new ArrayList<>(faults("kind", kinds, kindPointer));
        faults.addAll(faults("amenity", amenities, amenityPointer));
        if (!faults.isEmpty()) {
            throw Problem.malformed(faults);
        }
    }

    private List<Fault> faults(String table, Collection<String> asked, String pointer) {
        if (asked.isEmpty()) {
            return List.of();
        }
        List<String> known = Sql.of("SELECT code FROM " + table + " ORDER BY position").list(dataSource, row -> row.getString(1));
        return known.containsAll(asked) ? List.of() : List.of(Fault.at(pointer, "not-one-of", Map.of("allowed", String.join(", ", known))));
    }
}

package org.doanket.servicemap.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class PointImportQueries {

    private static final TypeReference<List<RowFault>> FAULTS = new TypeReference<>() {
    };

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;

    PointImportQueries(AgroalDataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    public Optional<PointImportView> find(UnitScope scope, UUID id) {
        return Sql.of("SELECT * FROM point_import WHERE id = ? AND path >= ? AND path < ?", id, scope.from(), scope.to())
                .first(dataSource, PointImportQueries::view);
    }

    Page<PointImportView> list(UnitScope scope, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(Sql.of("SELECT * FROM point_import WHERE path >= ? AND path < ?", scope.from(), scope.to())
                .given(after == null ? null : after.uuid(0), "AND id < ?").add("ORDER BY id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, PointImportQueries::view), page.limit, each -> Cursor.of(each.id()));
    }

    /** The preview. @param faulty null for all rows */
    Page<PointImportView.Row> rows(UnitScope scope, UUID id, Boolean faulty, PageRequest page) {
        Cursor after = page.after(1);
        Locale language = Language.current();
        return Page.cut(Sql.of("SELECT number, given, faults, changed, street_metres, coalesce(point_id, target_id) AS point FROM point_import_row "
                        + "WHERE import_id = ? AND path >= ? AND path < ?",
                        id, scope.from(), scope.to())
                .given(faulty, "AND (faults IS NOT NULL) = ?").given(after == null ? null : (int) after.number(0), "AND number > ?")
                .add("ORDER BY number LIMIT ?", page.limit + 1).list(dataSource, row -> row(row, language)), page.limit,
                row -> Cursor.of(row.number()));
    }

    /** The columns that the faulty rows have, so that they can be given back as the same sheet. */
    List<String> columns(UnitScope scope, UUID id) {
        return List.copyOf(new TreeSet<>(Sql.of("SELECT DISTINCT jsonb_object_keys(given) FROM point_import_row WHERE import_id = ? "
                + "AND path >= ? AND path < ? AND faults IS NOT NULL", id, scope.from(), scope.to())
                .list(dataSource, row -> row.getString(1))));
    }

    private PointImportView.Row row(ResultSet row, Locale language) throws SQLException {
        try {
            String faults = row.getString("faults");
            List<RowFault> read = faults == null ? List.of() : json.readValue(faults, FAULTS);
            Array columns = row.getArray("changed");
            List<String> changed = columns == null ? null : List.of((String[]) columns.getArray());
            return new PointImportView.Row(row.getInt("number"), json.readTree(row.getString("given")), read.stream()
                    .map(fault -> new PointImportView.RowError(fault.column(), fault.code(), text(fault, language))).toList(),
                    change(faults, changed), changed == null ? List.of() : changed, row.getObject("street_metres", Integer.class),
                    row.getObject("point", UUID.class));
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private static String change(String faults, List<String> changed) {
        if (faults != null) {
            return null;
        }
        return changed == null ? "new" : changed.isEmpty() ? "unchanged" : "changed";
    }

    private static String text(RowFault fault, Locale language) {
        Map<String, Object> places = fault.places() == null ? Map.of() : fault.places();
        return Messages.text(language, "fault." + fault.code(), places);
    }

    private static PointImportView view(ResultSet row) throws SQLException {
        return new PointImportView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("datum"),
                row.getString("state"), row.getInt("good"), row.getInt("faulty"), row.getInt("territory_unknown"), row.getInt("off_street"), row.getInt("near_streets"),
                row.getBoolean("street_warning") ? List.of("off-street") : List.of(), row.getInt("kept"), row.getObject("job_id", UUID.class), row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}

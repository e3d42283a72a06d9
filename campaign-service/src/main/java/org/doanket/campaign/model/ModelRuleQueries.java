package org.doanket.campaign.model;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;

/** What a jurisdiction has laid down for models: its fields, its steps, its dates. The same for all who ask. */
@ApplicationScoped
@Transactional
@Unscoped("rules are public")
public class ModelRuleQueries {

    private static final Set<String> LABELS = Set.of("vi", "en", "zh");

    private final AgroalDataSource dataSource;
    private final Clock clock;

    ModelRuleQueries(AgroalDataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** As they are called now, also those that nothing new belongs to. */
    public List<ModelFieldView> fields(String jurisdiction, Locale locale) {
        String label = LABELS.contains(locale.getLanguage()) ? locale.getLanguage() : "vi";
        return Sql.of("SELECT jurisdiction, code, label_" + label + " AS label, citation, verified, in_use FROM model_field WHERE true")
                .given(jurisdiction, "AND jurisdiction = ?").add("ORDER BY jurisdiction, position")
                .list(dataSource, row -> new ModelFieldView(row.getString("jurisdiction"), row.getString("code"),
                        row.getString("label"), row.getString("citation"), row.getBoolean("verified"), row.getBoolean("in_use")));
    }

    /** From the lowest to the highest. */
    public List<RecognitionLevelView> levels(String jurisdiction, Locale locale) {
        String label = LABELS.contains(locale.getLanguage()) ? locale.getLanguage() : "vi";
        return Sql.of("SELECT jurisdiction, code, rank, unit_levels, own, label_" + label + " AS label, citation, verified FROM recognition_level "
                + "WHERE true").given(jurisdiction, "AND jurisdiction = ?").add("ORDER BY jurisdiction, rank")
                .list(dataSource, row -> new RecognitionLevelView(row.getString("jurisdiction"), row.getString("code"), row.getString("label"),
                        row.getInt("rank"), texts(row, "unit_levels"), row.getBoolean("own"), row.getString("citation"),
                        row.getBoolean("verified")));
    }

    /** The steps out of a state, as they are allowed today. */
    List<ModelTransition> stepsFrom(String jurisdiction, String state) {
        return Sql.of("SELECT * FROM (SELECT DISTINCT ON (name) * FROM model_transition WHERE cancelled_at IS NULL AND jurisdiction = ? AND from_state = ? "
                + "AND valid_from <= ? ORDER BY name, valid_from DESC) t WHERE allowed ORDER BY name", jurisdiction, state, Zones.today(clock, jurisdiction))
                .list(dataSource, ModelTransition::of);
    }

    boolean knowsStep(String jurisdiction, String name) {
        return Sql.of("SELECT 1 FROM model_transition WHERE jurisdiction = ? AND name = ? LIMIT 1", jurisdiction, name)
                .first(dataSource, row -> true).isPresent();
    }

    /** The dates of the nearest unit, from this one upwards, that has set some for the year. */
    public Optional<RegistrationWindowView> window(UnitRef unit, int year) {
        return windows("AND w.cancelled_at IS NULL AND w.year = ? AND starts_with(?, u.path) ORDER BY length(u.path) DESC LIMIT 1", year, unit.path())
                .stream().findFirst();
    }

    /** Those of all units from the top down to this one: registration is open while all of them are. */
    public List<RegistrationWindowView> windowsOver(UnitRef unit, int year) {
        return windows("AND w.cancelled_at IS NULL AND w.year = ? AND starts_with(?, u.path) ORDER BY length(u.path)", year, unit.path());
    }

    /** Its own, also if it was taken back. */
    Optional<RegistrationWindowView> windowOf(UUID unit, int year) {
        return windows("AND w.year = ? AND w.unit_id = ?", year, unit).stream().findFirst();
    }

    private List<RegistrationWindowView> windows(String narrowed, Object... values) {
        return Sql.of("SELECT w.*, u.code FROM registration_window w JOIN unit_ref u ON u.id = w.unit_id WHERE true " + narrowed, values)
                .list(dataSource, row -> new RegistrationWindowView(row.getObject("unit_id", UUID.class), row.getString("code"),
                        row.getInt("year"), row.getObject("opens", LocalDate.class), row.getObject("closes", LocalDate.class), row.getString("citation"),
                        row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"), row.getLong("version")));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}

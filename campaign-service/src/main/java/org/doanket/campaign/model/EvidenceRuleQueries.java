package org.doanket.campaign.model;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;

/** Which papers the steps of a model's life need. */
@ApplicationScoped
@Transactional
@Unscoped("rules are public")
public class EvidenceRuleQueries {

    private static final String REACHES = "SELECT e.* FROM evidence_rule e LEFT JOIN unit_ref r ON r.id = e.unit_id "
            + "WHERE e.jurisdiction = ? AND (e.unit_id IS NULL OR starts_with(?, r.path))";

    private final AgroalDataSource dataSource;

    EvidenceRuleQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** That of the nearest unit, from this one upwards, and of those the newest that has begun. */
    public Optional<EvidenceRuleView> inForce(UnitRef unit, String step, LocalDate day) {
        return Sql.of(REACHES, unit.jurisdiction(), unit.path()).add("AND e.step = ? AND e.valid_from <= ?", step, day)
                .add("ORDER BY length(r.path) DESC NULLS LAST, e.valid_from DESC LIMIT 1").first(dataSource, EvidenceRuleQueries::view);
    }

    /** All that reach a unit, the nearest first. */
    public List<EvidenceRuleView> reaching(UnitRef unit) {
        return Sql.of(REACHES, unit.jurisdiction(), unit.path()).add("ORDER BY e.step, length(r.path) DESC NULLS LAST, e.valid_from DESC")
                .list(dataSource, EvidenceRuleQueries::view);
    }

    private static EvidenceRuleView view(ResultSet row) throws SQLException {
        return new EvidenceRuleView(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getObject("unit_id", UUID.class),
                row.getString("step"), row.getObject("valid_from", LocalDate.class), List.of((String[]) row.getArray("kinds").getArray()),
                row.getBoolean("score"), row.getString("citation"), row.getBoolean("verified"));
    }
}

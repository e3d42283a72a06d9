package org.doanket.membership.rule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Ratio;
import org.doanket.platform.rule.RuleTable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A figure that a rule names.
 *
 * @param subject  the kind of unit, the band or the like that it is about; null where it is the same for all
 * @param value    null where it is a fraction
 * @param verified read in the source that is cited
 */
@Schema(name = "Parameter")
public record ParameterView(UUID id, String jurisdiction, String name, String subject, LocalDate validFrom, Long value, Ratio fraction,
        String unitOfMeasure, String citation, boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) {

    static final RuleTable<ParameterView> TABLE = RuleTable.of("parameter", List.of("jurisdiction", "name", "subject"), ParameterView::of);

    /** What a rule says on a day, and where it stands: for the feature that goes by it and for the refusal that names it. */
    public record Value(long value, String unitOfMeasure, String citation, boolean verified) {

        static Value of(ResultSet row) throws SQLException {
            return new Value(row.getLong("numerator"), row.getString("unit_of_measure"), row.getString("citation"), row.getBoolean("verified"));
        }
    }

    /** The same where the rule names a share. @param subject of what, where the rule says so */
    public record Share(Ratio ratio, String subject, String citation, boolean verified) {

        static Share of(ResultSet row) throws SQLException {
            return new Share(new Ratio(row.getLong("numerator"), row.getLong("denominator")), row.getString("subject"), row.getString("citation"),
                    row.getBoolean("verified"));
        }
    }

    static ParameterView of(ResultSet row) throws SQLException {
        String subject = row.getString("subject");
        boolean isShare = row.getString("unit_of_measure").equals("share");
        long numerator = row.getLong("numerator");
        return new ParameterView(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("name"),
                subject.isEmpty() ? null : subject, row.getObject("valid_from", LocalDate.class), isShare ? null : numerator,
                isShare ? new Ratio(numerator, row.getLong("denominator")) : null, row.getString("unit_of_measure"), row.getString("citation"),
                row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
    }
}

package org.doanket.campaign.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.rule.RuleTable;

/**
 * A step out of a state that a jurisdiction allows, from a day on.
 *
 * @param allowed     false: from that day on no more
 * @param judgedAbove not by those who hold the model themselves, as long as there is a unit above theirs
 * @param inputs      what must be said with it
 * @param boxes       boxes of the form that must be filled by then
 * @param fact        what others are told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelTransition(UUID id, String jurisdiction, String step, String from, String to, LocalDate validFrom, boolean allowed, List<String> roles,
        boolean judgedAbove, List<String> inputs, List<String> boxes, @JsonIgnore String fact, String citation, boolean verified, OffsetDateTime cancelledAt,
        String cancelledWhy) {

    static final String SUBMIT = "submit";
    static final String LAUNCH = "launch";
    static final String RECOGNISE = "recognise";

    static final RuleTable<ModelTransition> TABLE = RuleTable.of("model_transition", List.of("jurisdiction", "name", "from_state"), ModelTransition::of);

    static ModelTransition of(ResultSet row) throws SQLException {
        return new ModelTransition(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("name"), row.getString("from_state"),
                row.getString("to_state"), row.getObject("valid_from", LocalDate.class), row.getBoolean("allowed"), texts(row, "roles"),
                row.getBoolean("judged_above"), texts(row, "inputs"), texts(row, "boxes"), row.getString("fact"), row.getString("citation"),
                row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}

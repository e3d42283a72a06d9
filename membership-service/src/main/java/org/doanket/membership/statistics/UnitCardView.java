package org.doanket.membership.statistics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The register card of a unit as of a day. @param validFrom since when it holds; null, like the rest, where no card was written yet */
@Schema(name = "UnitCard")
public record UnitCardView(UUID unitId, LocalDate validFrom, String ownership, Integer selfFinancedPercent, String trade, String companyKind,
        String employerName, String investorCountry, String founded, String address, String phone, String note, String cluster, Map<String, String> extra,
        long version) {

    /** @param name in the reader's language */
    @Schema(name = "Ownership")
    public record Ownership(String jurisdiction, String code, String name, String citation, boolean verified) {
    }

    static UnitCardView none(UUID unit) {
        return new UnitCardView(unit, null, null, null, null, null, null, null, null, null, null, null, null, Map.of(), 0);
    }

    static UnitCardView of(ResultSet row, ObjectMapper json) throws SQLException {
        return new UnitCardView(row.getObject("unit_id", UUID.class), row.getObject("valid_from", LocalDate.class), row.getString("ownership"),
                row.getObject("self_financed_percent", Integer.class), row.getString("trade"), row.getString("company_kind"),
                row.getString("employer_name"), row.getString("investor_country"), row.getString("founded"), row.getString("address"),
                row.getString("phone"), row.getString("note"), row.getString("cluster"), extra(row.getString("extra"), json), row.getLong("version"));
    }

    private static Map<String, String> extra(String stored, ObjectMapper json) {
        try {
            return json.readValue(stored, new TypeReference<>() { });
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}

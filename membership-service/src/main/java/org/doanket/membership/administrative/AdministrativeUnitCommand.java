package org.doanket.membership.administrative;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Tables of administrative units as they are to be had: fields that we do not use are passed over. */
public sealed interface AdministrativeUnitCommand {

    /** A row of whatever table, before it is checked. {@code place} says where it stood; predecessors are of its first day, successors of its end. */
    record Row(String place, String code, String level, String name, String parentCode, Integer population, BigDecimal areaKm2,
            List<String> mergedFrom, LocalDate validFrom, LocalDate validTo, List<String> predecessors, List<String> successors)
            implements AdministrativeUnitCommand {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(additionalProperties = Schema.True.class)
    record Province(@JsonProperty("Code") String code, @JsonProperty("FullName") String fullName,
            @JsonProperty("Wards") List<@NotNull Ward> wards) implements AdministrativeUnitCommand {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(additionalProperties = Schema.True.class)
    record Ward(@JsonProperty("Code") String code, @JsonProperty("FullName") String fullName,
            @JsonProperty("ProvinceCode") String provinceCode) implements AdministrativeUnitCommand {
    }
}

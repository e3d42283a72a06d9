package org.doanket.servicemap.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of administrative areas. */
public sealed interface AreaCommand {

    /**
     * @param unitId whose table it is
     * @param source where outlines and populations come from; shown beside every figure made of them
     */
    record Enter(@NotNull UUID unitId, @NotBlank @Size(max = 400) String source, LocalDate countedOn,
            @NotEmpty @Size(max = 4_000) List<@NotNull @Valid Area> areas) implements AreaCommand {
    }

    /**
     * @param parent  code of what it is part of, so that whoever holds that holds it; where it is left out and the unit is one that holds all below its code
     *                (a province), that code
     * @param outline GeoJSON Polygon or MultiPolygon, longitude first
     */
    record Area(@NotNull @Pattern(regexp = "[0-9A-Za-z-]{1,20}") String code, @NotBlank @Size(max = 200) String name,
            @Pattern(regexp = "[0-9A-Za-z-]{1,20}") String parent, @Min(0) Integer population,
            @NotNull @Schema(type = SchemaType.OBJECT, description = "GeoJSON Polygon or MultiPolygon") JsonNode outline) {
    }
}

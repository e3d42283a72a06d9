package org.doanket.campaign.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A recognised model as everybody may see it.
 *
 * @param holder  only where who holds it has agreed to be named; of an individual who has not, place, texts and results are left out too
 * @param goals   and {@code content} only where one model is asked for
 * @param brought its outputs, and {@code copies} how many models were copied from it
 * @param origin  the model that it was copied from, if that is in the catalogue
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "CatalogueModel")
public record CatalogueView(UUID id, String name, String kind, String field, String fieldLabel, String jurisdiction, int year, String state, Level level,
        Unit unit, String holder, Spot place, String goals, String content, List<Output> brought, String results, UUID origin, int copies) {

    /** The highest at which it was recognised. */
    @Schema(name = "CatalogueLevel")
    public record Level(String code, String label, LocalDate recognisedOn, String by) {
    }

    @Schema(name = "CatalogueUnit")
    public record Unit(UUID id, String code, String name) {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "CataloguePlace")
    public record Spot(String code, String text, Double latitude, Double longitude) {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "CatalogueOutput")
    public record Output(String title, BigDecimal quantity, String measure) {

        String text() {
            return quantity == null ? title : title + ": " + quantity.toPlainString() + (measure == null ? "" : " " + measure);
        }
    }

    /** As it stands in a list. */
    CatalogueView inShort() {
        return new CatalogueView(id, name, kind, field, fieldLabel, jurisdiction, year, state, level, unit, holder, place, null, null, brought, results, origin,
                copies);
    }
}

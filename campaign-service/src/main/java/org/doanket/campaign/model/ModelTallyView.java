package org.doanket.campaign.model;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many models were registered, by field and by kind of subject. Drafts, returned and withdrawn ones are no registrations. */
public record ModelTallyView(UUID unit, String scope, Integer year, LocalDate asOf, Line total, List<FieldLine> fields, List<StateLine> states) {

    /** Collectives' and individuals' models beside each other. */
    @Schema(name = "ModelTallyLine")
    public record Line(long collective, long individual, long all) {

        static Line of(long collective, long individual) {
            return new Line(collective, individual, collective + individual);
        }
    }

    /** Of a unit directly below with all below it, or of the unit's own. */
    @Schema(name = "ModelTallyOfUnit")
    public record OfUnit(UUID unit, String unitCode, String unitName, boolean own, long collective, long individual, long all) {
    }

    /** One field of work; also with none. */
    public record FieldLine(String field, String label, long collective, long individual, long all) {
    }

    /** How far they are in their life. */
    public record StateLine(String state, long collective, long individual, long all) {
    }
}

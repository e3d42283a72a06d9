package org.doanket.campaign.plan;

import jakarta.ws.rs.core.EntityTag;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.doanket.campaign.UnitEnd;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A plan with its tasks and the heads of its targets.
 *
 * @param state      {@code handed-down} until the unit has adopted it; {@code ended} where that has ended within the time of the plan
 * @param unitEnd    where the unit has an end
 * @param handedFrom the plan of a unit above that it was made from
 */
public record PlanView(UUID id, UUID unit, String unitCode, String unitName, String name, String basis, int year, LocalDate starts,
        LocalDate ends, String state, UnitEnd unitEnd, UUID handedFrom, String actNumber, LocalDate adoptedOn, List<Task> tasks, List<Head> targets,
        long version, Instant changedAt) {

    /** A target in one line; more of it stands at its own address. */
    public record Head(UUID id, String code, String title, BigDecimal planned, String unitOfMeasure, String binding, BigDecimal actual,
            BigDecimal percent, Boolean met, String light) {

        static Head of(TargetView target) {
            return new Head(target.id(), target.code(), target.title(), target.planned(), target.unitOfMeasure(), target.binding(),
                    target.progress().actual(), target.progress().percent(), target.progress().met(), target.outlook().light());
        }
    }

    /** As drawn up and as far as it is, both, and whether its unit is there. */
    EntityTag tag() {
        return new EntityTag("v" + version + "-" + Integer.toHexString(Objects.hash(targets, state, unitEnd)));
    }

    /** A plan as a line of a list. */
    @Schema(name = "PlanRow")
    public record Row(UUID id, UUID unit, String unitCode, String unitName, String name, String basis, int year, LocalDate starts,
            LocalDate ends, String state, UnitEnd unitEnd, UUID handedFrom, int targets) {
    }

    /** A target that units above hand down, and that the plan's unit may take its share of. */
    public record Offer(UUID target, UUID unit, String unitName, String plan, String code, String title, String unitOfMeasure,
            String direction, String aggregation, String binding, String denominator, LocalDate starts, LocalDate ends, boolean adopted) {
    }

    /** @param plans made for units below. @param targets made in them, or corrected */
    public record HandedDown(int plans, int targets) {
    }
}

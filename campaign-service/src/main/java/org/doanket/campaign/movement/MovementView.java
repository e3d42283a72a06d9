package org.doanket.campaign.movement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** A movement. @param contents only where one movement is asked for */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MovementView(UUID id, UUID unit, String unitCode, String unitName, String name, String purpose, String basis, int year, LocalDate starts,
        LocalDate ends, String state, OffsetDateTime launchedAt, OffsetDateTime closedAt, List<String> grants, List<MovementCommand.Content> contents,
        long version) {

    /** What a unit has chosen. */
    public record Choice(UUID unit, String unitCode, String unitName, String content, LocalDate chosenOn) {
    }

    /** An appeal for money. @param state planned, open or closed; {@code received} as finance told when its time was over */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Drive(UUID id, UUID movement, UUID unit, String name, String purpose, String beneficiaries, String bankBin, String account,
            String holder, OffsetDateTime opensAt, OffsetDateTime closesAt, String state, String closedWhy,
            JsonNode received, long version) {
    }

    /** A promise. @param state open or withdrawn; {@code withdrawnFor} why it was taken back */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Pledge(UUID id, UUID movement, UUID drive, UUID unit, String unitCode, String unitName, Yield promised, LocalDate dueOn,
            OffsetDateTime madeAt, String state, String withdrawnFor, OffsetDateTime withdrawnAt) {
    }
}

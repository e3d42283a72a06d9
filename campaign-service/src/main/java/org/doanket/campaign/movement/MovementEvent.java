package org.doanket.campaign.movement;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.doanket.platform.money.Money;

/** What others hear of movements: appeals for money and what was promised, by units and never by persons. The aggregate is the movement. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface MovementEvent {

    String TOPIC = "drive";

    record DriveOpened(UUID id, UUID movement, UUID unit, String name, String purpose, String beneficiaries, String bankBin, String account,
            String holder, OffsetDateTime opensAt, OffsetDateTime closesAt) implements MovementEvent {
    }

    /** Before its time; at its time a drive closes by itself. */
    record DriveClosed(UUID id, UUID movement, UUID unit, OffsetDateTime closesAt, String why) implements MovementEvent {
    }

    record PledgeMade(UUID id, UUID movement, UUID drive, UUID unit, String kind, Money amount, BigDecimal quantity, String goods, String measure,
            LocalDate dueOn) implements MovementEvent {
    }

    /** It is not to be expected any more; what was given of it stays given. Why, is said to nobody else. */
    record PledgeWithdrawn(UUID id, UUID movement, UUID drive, UUID unit) implements MovementEvent {
    }
}

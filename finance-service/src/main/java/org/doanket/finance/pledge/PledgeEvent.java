package org.doanket.finance.pledge;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.money.Money;

/** What others hear of contributions: who gave it as a unit, never as a person. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface PledgeEvent {

    String TOPIC = "contribution";

    /** @param unit that it counts for; @param receiver whose books it is in */
    record Received(UUID id, UUID unit, UUID receiver, UUID drive, UUID movement, String kind, Money amount, BigDecimal quantity,
            String goods, String measure, LocalDate on) implements PledgeEvent {

        static Received of(PledgeView.Contribution given) {
            return new Received(given.id(), given.giver(), given.unit(), given.drive(), given.movement(), given.gift().kind(), given.gift()
                    .amount(), given.gift().quantity(), given.gift().goods(), given.gift().measure(), given.receivedOn());
        }
    }
}

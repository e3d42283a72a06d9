package org.doanket.finance.grant;

import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.money.Money;

/** What others hear of grants: an act of payment by its sums, nobody by name. */
public sealed interface GrantEvent {

    String TOPIC = "contribution";

    record Paid(UUID id, UUID unit, String grant, int year, LocalDate on, long people, Money cash, Money inKind) implements GrantEvent {
    }
}

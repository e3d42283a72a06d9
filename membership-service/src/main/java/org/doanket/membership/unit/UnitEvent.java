package org.doanket.membership.unit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What happened to a unit: kept as its history, and heard by the other features of this service in the same transaction.
 * The world outside is told the whole state ({@code UnitState}) under the same name.
 */
@JsonIgnoreProperties({"unit", "version", "on", "act"})
public sealed interface UnitEvent {

    UUID unit();

    long version();

    /** The first day on which it holds. */
    LocalDate on();

    UnitCommand.Act act();

    /** Its name outside, such as {@code unit-founded}. */
    default String fact() {
        return "unit-" + getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** What a unit is called, and which administrative units it covers. */
    record Description(String name, List<String> territory) {
    }

    /** @param exception why it was founded with fewer people than the rule asks for; null as a rule */
    record Founded(UUID unit, long version, LocalDate on, UnitCommand.Act act, UUID parentId, String path, String code, String kind,
            Description description, @JsonInclude(JsonInclude.Include.NON_NULL) String exception) implements UnitEvent {
    }

    record Changed(UUID unit, long version, LocalDate on, UnitCommand.Act act, Description before,
            Description after) implements UnitEvent {
    }

    record Moved(UUID unit, long version, LocalDate on, UnitCommand.Act act, UUID parentBefore, UUID parentId, String pathBefore,
            String path) implements UnitEvent {
    }

    record Ended(UUID unit, long version, LocalDate on, UnitCommand.Act act, String path, List<UUID> successors) implements UnitEvent {
    }
}

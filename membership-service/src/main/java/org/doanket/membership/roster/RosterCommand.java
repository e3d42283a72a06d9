package org.doanket.membership.roster;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;

/** What may be asked of an import. */
public sealed interface RosterCommand {

    /** @param columns field by heading of the sheet; a heading without a field is passed over */
    record Columns(@NotNull @NotEmpty @Size(max = 200) Map<@Size(max = 200) String, String> columns) implements RosterCommand {
    }
}

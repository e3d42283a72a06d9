package org.doanket.servicemap.territory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.rule.RuleTable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A kind of unit that is there for a place and not for a trade or a workplace.
 *
 * @param rank       the lowest is asked first for what lies in its place
 * @param holdsBelow whether it holds all that lies below its codes, and not only these
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "TerritorialKind")
public record TerritorialKindView(UUID id, String jurisdiction, String kind, LocalDate validFrom, int rank, boolean holdsBelow, String citation,
        boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) {

    static final RuleTable<TerritorialKindView> TABLE = RuleTable.of("territorial_kind", List.of("jurisdiction", "kind"), row -> new TerritorialKindView(
            row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("kind"), row.getObject("valid_from", LocalDate.class),
            row.getInt("rank"), row.getBoolean("holds_below"), row.getString("citation"), row.getBoolean("verified"),
            row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why")));
}

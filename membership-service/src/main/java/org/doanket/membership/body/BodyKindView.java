package org.doanket.membership.body;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A kind of body. @param levels of units that have it; {@code name} in the reader's language */
@Schema(name = "BodyKind")
public record BodyKindView(String jurisdiction, String code, String name, List<String> levels, List<Position> positions) {

    /** @param takesSeat counts as a member of the body; {@code roles} that the office brings, by the level of the unit */
    @Schema(name = "BodyPosition")
    public record Position(String code, String name, boolean isSingle, boolean takesSeat, Map<String, List<String>> roles) {
    }
}

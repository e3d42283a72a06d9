package org.doanket.membership.body;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A kind of body. @param levels of units that have it; {@code name} in the reader's language; {@code used} false: none is formed any more */
@Schema(name = "BodyKind")
public record BodyKindView(String jurisdiction, String code, String name, List<String> levels, boolean used, List<Position> positions) {

    /** @param takesSeat counts as a member of the body; {@code roles} that the office brings, by the level of the unit */
    @Schema(name = "BodyPosition")
    public record Position(String code, String name, boolean isSingle, boolean takesSeat, boolean used, Map<String, List<String>> roles) {
    }

    /** Whether a unit of that level may have one more of it. */
    public boolean isOf(String level) {
        return used && levels.contains(level);
    }

    /** Those that somebody may be given. */
    public Stream<Position> usedPositions() {
        return positions.stream().filter(Position::used);
    }
}

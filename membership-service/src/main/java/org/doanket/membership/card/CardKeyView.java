package org.doanket.membership.card;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A key that signs cards, without its private half. */
@Schema(name = "CardKey")
public record CardKeyView(String kid, OffsetDateTime madeAt) {

    /** JSON Web Key Set, RFC 7517: keys whose cards count. */
    @Schema(name = "CardKeySet")
    public record Published(List<JsonNode> keys) {
    }
}

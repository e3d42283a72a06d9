package org.doanket.campaign.compilation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** A list by which a unit dealt with models below it. @param items only where one list is asked for */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CompilationView(UUID id, UUID unit, String unitCode, String unitName, int year, String title, int models, OffsetDateTime madeAt,
        List<Item> items) {

    /** @param step that the model took then; {@code state} in which it is now */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(int position, UUID model, String name, String unitCode, String unitName, String field, String subjectKind, String step,
            String note, String level, String state) {
    }
}

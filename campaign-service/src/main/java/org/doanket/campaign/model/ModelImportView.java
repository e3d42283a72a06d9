package org.doanket.campaign.model;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An import and where it stands. @param lookAlikes rows that may be models already there, or twice in the sheet */
public record ModelImportView(UUID id, UUID unit, String fileName, String state, int rows, int faulty, int lookAlikes, int registered,
        OffsetDateTime createdAt) {

    /** A row of the sheet with all that is wrong with it, in the reader's language. */
    @Schema(name = "ModelImportRow")
    public record Row(int number, List<String> cells, boolean lookAlike, List<RowFault> errors) {
    }

    /** One thing wrong. @param pointer into the form that the row makes. @param column how the sheet calls it */
    @Schema(name = "ModelImportRowFault")
    public record RowFault(String pointer, String column, String code, String message) {
    }
}

package org.doanket.finance.receipt;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of receipts. */
public sealed interface ReceiptCommand {

    /** A receipt for a line of the bank that was found to pay something. */
    @Schema(name = "ReceiptIssue")
    record Issue(@NotNull UUID bankLine) implements ReceiptCommand {
    }
}

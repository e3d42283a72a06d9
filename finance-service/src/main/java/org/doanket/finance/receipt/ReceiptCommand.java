package org.doanket.finance.receipt;

import jakarta.validation.constraints.AssertTrue;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of receipts. */
public sealed interface ReceiptCommand {

    /** A receipt for a line of the bank that was found to pay something, or for dues in cash. */
    @Schema(name = "ReceiptIssue")
    record Issue(UUID bankLine, UUID cashReceipt) implements ReceiptCommand {

        @AssertTrue
        public boolean isForOne() {
            return (bankLine == null) != (cashReceipt == null);
        }
    }
}

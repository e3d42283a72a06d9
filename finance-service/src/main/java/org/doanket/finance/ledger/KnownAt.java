package org.doanket.finance.ledger;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.text.Kept;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** {@code ?knownAt=}: the books as they were known at a past moment; without it, as they are known now. */
public class KnownAt {

    @QueryParam("knownAt")
    @Parameter(description = "A moment (RFC 3339): what was recorded later is left out. What a run was recording at that moment counts "
            + "as known at it, also where the run ends later: of the last minutes the answer may still change.")
    public String knownAt;

    /** @throws Problem 400 if it is no moment */
    public Instant moment() {
        if (knownAt == null) {
            return null;
        }
        try {
            OffsetDateTime moment = OffsetDateTime.parse(knownAt);
            if (Kept.isYear(moment.getYear() - 1) && Kept.isYear(moment.getYear() + 1)) {
                return moment.toInstant();
            }
        } catch (DateTimeParseException noMoment) {
            // falls through to the one answer
        }
        throw Problem.malformed(Fault.at("?knownAt", "bad-value"));
    }
}

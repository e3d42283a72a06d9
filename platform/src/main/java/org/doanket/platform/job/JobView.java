package org.doanket.platform.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;

/**
 * How far a job is. {@code total} is null until it is known; {@code problems} counts what the job found faulty;
 * {@code failure} is the code of the problem that ended it, {@code failureTitle} its text.
 */
public record JobView(UUID id, String kind, UUID unit, String state, long done, Long total, long problems,
        OffsetDateTime createdAt, OffsetDateTime startedAt, OffsetDateTime finishedAt, JsonNode result, String failure,
        String failureTitle) {

    static String titleOf(String failure) {
        return failure == null ? null : Messages.text(Language.current(), "problem." + failure + ".title");
    }

    boolean ended() {
        return state.equals("succeeded") || state.equals("failed");
    }
}

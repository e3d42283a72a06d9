package org.doanket.platform.http;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.doanket.platform.error.Problem;

/** The version of a single resource as its {@code ETag}, and the preconditions that name it (RFC 9110). */
public final class Revision {

    private Revision() {
    }

    public static EntityTag tag(long version) {
        return new EntityTag("v" + version);
    }

    /** 200 with the tag, or 304 when the client has this version already. */
    public static Response answer(Request request, Object view, long version) {
        return answer(request, view, tag(version));
    }

    /** For what has no number for a version. @throws Problem 412 where an {@code If-Match} names another */
    public static Response answer(Request request, Object view, EntityTag tag) {
        Response.ResponseBuilder early = request.evaluatePreconditions(tag);
        if (early != null && early.build().getStatus() == 412) {
            throw new Problem(412, "stale", tag.getValue());
        }
        return (early != null ? early : Response.ok(view)).tag(tag).build();
    }

    /** @throws Problem 428 without {@code If-Match}, 412 when it names another version */
    public static void require(String ifMatch, long version) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new Problem(428, "precondition-required");
        }
        if (!ifMatch.equals("*") && !ifMatch.equals("\"v" + version + "\"")) {
            throw new Problem(412, "stale", "v" + version);
        }
    }
}

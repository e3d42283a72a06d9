package org.doanket.platform.http;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import org.doanket.platform.error.Problem;

/** The version of a single resource as its {@code ETag}, and the preconditions that name it (RFC 9110). */
public final class Revision {

    /** Between the version and what stands beside it. */
    private static final String MORE = ".";

    private Revision() {
    }

    public static EntityTag tag(long version) {
        return new EntityTag("v" + version);
    }

    /** 200 with the tag, or 304 when the client has this version already. */
    public static Response answer(Request request, Object view, long version) {
        return answer(request, view, tag(version));
    }

    /**
     * The same of a view in which more changes than its version counts: what is counted anew each time, or goes by the day.
     *
     * @param besides all of that; an {@code If-Match} goes by the version alone
     */
    public static Response answer(Request request, Object view, long version, Object... besides) {
        return answer(request, view, new EntityTag(tag(version).getValue() + MORE + Integer.toHexString(Arrays.asList(besides).toString().hashCode())));
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
        String tag = "\"v" + version;
        if (!ifMatch.equals("*") && !ifMatch.equals(tag + "\"") && !ifMatch.startsWith(tag + MORE)) {
            throw new Problem(412, "stale", "v" + version);
        }
    }
}

package org.doanket.platform.job;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.UUID;

/** 202 with the address of the job. */
public final class JobAccepted {

    private JobAccepted() {
    }

    /** @param resource id of what the job will bring, or null */
    public static Response at(UriInfo uri, UUID job, UUID resource) {
        String base = uri.getBaseUri().getRawPath();
        String location = (base.endsWith("/") ? base : base + "/") + "v1/jobs/" + job;
        Map<String, Object> body = resource == null ? Map.of("job", job, "state", "waiting")
                : Map.of("id", resource, "job", job, "state", "waiting");
        return Response.accepted(body).header("Location", location).build();
    }
}

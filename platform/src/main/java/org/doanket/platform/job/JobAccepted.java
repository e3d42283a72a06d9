package org.doanket.platform.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;

/** 202 with the address of the job. @param id of what the job will bring, if it has one */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobAccepted(UUID id, UUID job, String state) {

    /** @param resource id of what the job will bring, or null */
    public static Response at(UriInfo uri, UUID job, UUID resource) {
        String base = uri.getBaseUri().getRawPath();
        String location = (base.endsWith("/") ? base : base + "/") + "v1/jobs/" + job;
        return Response.accepted(new JobAccepted(resource, job, "waiting")).header("Location", location).build();
    }
}

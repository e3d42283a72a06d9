package org.doanket.platform.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.http.Created;

/** 202 with the address of the job. @param id of what the job will bring, if it has one */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobAccepted(UUID id, UUID job, String state) {

    /** @param resource id of what the job will bring, or null */
    public static Response at(UriInfo uri, UUID job, UUID resource) {
        return Created.later(Created.path(uri, "v1/jobs/" + job), new JobAccepted(resource, job, "waiting"));
    }
}

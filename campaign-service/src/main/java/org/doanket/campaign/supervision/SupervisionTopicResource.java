package org.doanket.campaign.supervision;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.doanket.platform.http.Language;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/supervision-topics")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "supervision")
public class SupervisionTopicResource {

    private final SupervisionQueries queries;

    SupervisionTopicResource(SupervisionQueries queries) {
        this.queries = queries;
    }

    @GET
    @PermitAll
    @Operation(summary = "What may be supervised, in the reader's language")
    public List<SupervisionView.Topic> list() {
        return queries.topics(Language.current());
    }
}

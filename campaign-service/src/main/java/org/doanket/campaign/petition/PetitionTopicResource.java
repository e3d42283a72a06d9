package org.doanket.campaign.petition;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.doanket.platform.http.Language;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/petition-topics")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "petitions")
public class PetitionTopicResource {

    private final PetitionQueries queries;

    PetitionTopicResource(PetitionQueries queries) {
        this.queries = queries;
    }

    @GET
    @PermitAll
    @Operation(summary = "What petitions are about, and which levels answer it")
    public List<PetitionView.Topic> list() {
        return queries.topics(Language.current());
    }
}

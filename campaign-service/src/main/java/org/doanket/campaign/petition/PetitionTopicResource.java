package org.doanket.campaign.petition;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.doanket.campaign.word.WordQueries;
import org.doanket.platform.http.Language;
import org.doanket.platform.time.Zones;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/petition-topics")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "petitions")
public class PetitionTopicResource {

    private final WordQueries words;
    private final Clock clock;

    PetitionTopicResource(WordQueries words, Clock clock) {
        this.words = words;
        this.clock = clock;
    }

    @GET
    @PermitAll
    @Operation(summary = "What petitions are about, and which levels answer it", description = "Those in use today, at most 200; the whole list, and how "
            + "it is changed, is at words.")
    public List<PetitionView.Topic> list(@QueryParam("jurisdiction") @DefaultValue("vn") @Pattern(regexp = "vn|cn") String jurisdiction) {
        return words.inUse(WordQueries.PETITION_TOPICS, jurisdiction, Zones.today(clock, jurisdiction), Language.current()).stream()
                .map(word -> new PetitionView.Topic(word.code(), word.label(), word.competent(), word.source().citation(), word.source().verified())).toList();
    }
}

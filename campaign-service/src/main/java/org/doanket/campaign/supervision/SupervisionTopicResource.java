package org.doanket.campaign.supervision;

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

@Path("/v1/supervision-topics")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "supervision")
public class SupervisionTopicResource {

    private final WordQueries words;
    private final Clock clock;

    SupervisionTopicResource(WordQueries words, Clock clock) {
        this.words = words;
        this.clock = clock;
    }

    @GET
    @PermitAll
    @Operation(summary = "What may be supervised, in the reader's language", description = "What is in use today, at most 200; the whole list, and how it "
            + "is changed, is at words.")
    public List<SupervisionView.Topic> list(@QueryParam("jurisdiction") @DefaultValue("vn") @Pattern(regexp = "vn|cn") String jurisdiction) {
        return words.inUse(WordQueries.SUPERVISION_TOPICS, jurisdiction, Zones.today(clock, jurisdiction), Language.current()).stream()
                .map(word -> new SupervisionView.Topic(word.code(), word.label(), word.source().citation())).toList();
    }
}

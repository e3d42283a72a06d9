package org.doanket.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.journeys.Suite.anybody;
import static org.doanket.journeys.Suite.as;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A stranger gets nothing: another subtree, a wrong role, a token that was tampered with, none at all. */
class StrangersJourney {

    private static Federation federation;
    private static List<String> doors;

    @BeforeAll
    static void found() {
        federation = new Federation();
        doors = List.of("/membership/v1/units/" + federation.company, "/membership/v1/members?unit=" + federation.company,
                "/finance/v1/journal-entries?unit=" + federation.company, "/finance/v1/trial-balance?unit=" + federation.company,
                "/finance/v1/charges?unit=" + federation.company + "&month=2026-10", "/campaigns/v1/models?unit=" + federation.company);
        Suite.waitUntilKnown("treasurer", federation.company, "/finance/v1/journal-entries");
        Suite.waitUntilKnown("campaign-officer", federation.company, "/campaigns/v1/models");
    }

    @Test
    void fromAnotherSubtreeFindsNothing() {
        for (String door : doors) {
            for (String role : List.of("unit-officer", "treasurer", "auditor", "campaign-officer")) {
                assertThat(as(role, federation.otherCommune).get(door).statusCode()).as("%s as %s of a sibling", door, role).isIn(403, 404);
            }
        }
    }

    @Test
    void withAWrongRoleIsRefused() {
        for (String door : doors) {
            assertThat(as("desk-clerk", federation.company).get(door.replace("/units/" + federation.company, "/units/" + federation.company + "/history"))
                    .statusCode()).as(door).isEqualTo(403);
        }
    }

    @Test
    void withoutATokenOrWithABadOneIsNotLetIn() {
        String good = Suite.token("treasurer", federation.company);
        String[] parts = good.split("\\.");
        String richer = encode(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace(federation.company, federation.confederation));
        List<String> bad = List.of("nonsense", parts[0] + "." + richer + "." + parts[2], encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + parts[1] + ".",
                parts[0] + "." + parts[1] + ".", good.substring(0, good.length() - 6) + "AAAAAA");
        for (String door : doors) {
            assertThat(anybody().get(door).statusCode()).as(door).isEqualTo(401);
            for (String token : bad) {
                assertThat(anybody().header("Authorization", "Bearer " + token).get(door).statusCode()).as(door).isEqualTo(401);
            }
        }
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

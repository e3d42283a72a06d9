package org.doanket.membership;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.core.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the API promises of single resources: a tag by which a reader is spared what he has, and an address that leads to what was made. */
class SingleResourceTest {

    /** What is printed anew each time, figures that are streamed, and what nobody is to keep. */
    private static final Set<String> WITHOUT_TAG = Set.of("/membership/v1/foundings/{id}/papers/{paper}", "/membership/v1/statistics/{cutOff}/returns/{code}",
            "/membership/v1/team-cards/{id}");

    /** Where it leads instead; empty where what was made has no address, since its code is a secret. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "/membership/v1/application-forms/{code}/submissions", "",
            "/membership/v1/bodies/{id}/officers", "/membership/v1/officers/{id}",
            "/membership/v1/card-keys", "/membership/v1/card-keys",
            "/membership/v1/me/job-seeking", "/membership/v1/me/job-seeking",
            "/membership/v1/members/{id}/returns", "/membership/v1/members/{id}",
            "/membership/v1/reorganisations/{id}/counter-act", "/membership/v1/reorganisations/{id}",
            "/membership/v1/teams/{id}/members", "/membership/v1/team-members/{id}",
            "/membership/v1/teams/{id}/handovers", "/membership/v1/team-handovers/{id}");

    private final Map<String, JsonNode> paths = paths();

    @Test
    void eachIsAnsweredWithATag() {
        JavaClasses classes = new ClassFileImporter().importPackages("org.doanket.membership", "org.doanket.platform");
        Set<String> without = new TreeSet<>();
        paths.forEach((path, methods) -> {
            if (path.endsWith("}") && methods.has("get")) {
                String[] operation = methods.path("get").path("operationId").asText().split("_");
                // A record is told apart by what it says (ViewTag); whatever else is answered has to ask which one the reader has.
                boolean hasTag = classes.stream().filter(each -> each.getSimpleName().equals(operation[0])).flatMap(each -> each.getMethods().stream())
                        .anyMatch(method -> method.getName().equals(operation[1])
                                && (method.getRawReturnType().isAssignableTo(Record.class)
                                || method.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Request.class))));
                if (!hasTag) {
                    without.add(path);
                }
            }
        });
        assertThat(without).as("single resources that are answered without asking which one the reader has").isEqualTo(new TreeSet<>(WITHOUT_TAG));
    }

    @Test
    void whatWasMadeIsFoundWhereTheAnswerSays() {
        Set<String> nowhere = new TreeSet<>();
        paths.forEach((path, methods) -> {
            if (methods.path("post").path("responses").has("201")) {
                String place = ELSEWHERE.getOrDefault(path, path + "/{");
                if (!place.isEmpty() && paths.entrySet().stream().noneMatch(each -> each.getValue().has("get") && (each.getKey().equals(place)
                        || place.endsWith("{") && each.getKey().startsWith(place) && each.getKey().indexOf('/', place.length()) < 0))) {
                    nowhere.add(path);
                }
            }
        });
        assertThat(nowhere).as("what is made here and can be read nowhere").isEmpty();
        assertThat(paths.keySet()).containsAll(ELSEWHERE.keySet());
    }

    private static Map<String, JsonNode> paths() {
        Map<String, JsonNode> paths = new TreeMap<>();
        try {
            new ObjectMapper().readTree(Path.of("../contracts/openapi/membership.json").toFile()).path("paths").fields()
                    .forEachRemaining(path -> paths.put(path.getKey(), path.getValue()));
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
        return paths;
    }
}

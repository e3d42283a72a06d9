package org.doanket.testing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerTest {

    private static final Call MAY_SUCCEED = new Call("GET", "/", List.of(), null, "a try", false, Map.of(), true);
    private static final Call MUST_NOT = new Call("POST", "/", List.of(), null, "half a body", true, Map.of(), true);
    private static final String PROBLEM = "{\"code\":\"malformed\",\"title\":\"Not readable\"%s}";

    @Test
    void findsNothingWrongWithAProblemOrASuccess() {
        assertThat(problem(400, "").faults(MUST_NOT)).isEmpty();
        assertThat(answer(200, "application/json", "{}").faults(MAY_SUCCEED)).isEmpty();
        assertThat(answer(414, null, "").faults(MAY_SUCCEED)).isEmpty();
    }

    @Test
    void findsDefectsAndSilence() {
        assertThat(problem(500, "").faults(MAY_SUCCEED)).containsExactly("a 500");
        assertThat(problem(503, "").faults(MAY_SUCCEED)).containsExactly("503 without Retry-After");
        assertThat(new Answer(0, null, new byte[0], Duration.ZERO, "none in time").faults(MAY_SUCCEED)).containsExactly("no answer: none in time");
    }

    @Test
    void findsWhatSaysTooLittleOrTooMuch() {
        assertThat(answer(400, "application/json", "{\"objectName\":\"Class\"}").faults(MAY_SUCCEED)).containsExactly("400 without a problem to read");
        assertThat(problem(400, ",\"detail\":\"java.lang.NullPointerException\"").faults(MAY_SUCCEED)).containsExactly("400 tells of the inside: java.lang");
        assertThat(problem(409, ",\"detail\":\"duplicate key violates unique constraint \\\"member_pkey\\\"\"").faults(MAY_SUCCEED)).hasSize(1);
        assertThat(problem(422, ",\"detail\":\"problem.no-such-text.detail\"").faults(MAY_SUCCEED)).hasSize(1);
    }

    @Test
    void findsThatSomethingWasTakenThatMayNotBe() {
        assertThat(answer(200, "application/json", "{}").faults(MUST_NOT)).containsExactly("accepted: half a body");
    }

    @Test
    void findsWhatIsMadeWithoutAnAddressAndWhatIsNotAllowedWithoutWhatIs() {
        Call post = new Call("POST", "/", List.of(), null, "a try", false, Map.of(), true);
        assertThat(answer(201, "application/json", "{}").faults(post)).containsExactly("201 without Location");
        assertThat(answer(202, "application/json", "{}", "Location", "/v1/jobs/1").faults(post)).isEmpty();
        assertThat(answer(201, "application/json", "{}", "Cache-Control", "no-store").faults(post)).as("a secret, told once").isEmpty();
        assertThat(problem(405, "").faults(MAY_SUCCEED)).containsExactly("405 without Allow");
    }

    @Test
    void asksForAChangeWithoutAVersionAndWantsItRefused() {
        Call put = new Call("PUT", "/", List.of(Map.entry("If-Match", "*"), Map.entry("Authorization", "x")), null, "good", false, Map.of(), true).unconditional();
        assertThat(put.headers()).containsExactly(Map.entry("Authorization", "x"));
        assertThat(answer(200, "application/json", "{}").faults(put)).containsExactly("accepted: without If-Match");
    }

    private static Answer problem(int status, String more) {
        return answer(status, "application/problem+json;charset=UTF-8", PROBLEM.formatted(more));
    }

    private static Answer answer(int status, String type, String body, String... more) {
        Map<String, List<String>> headers = new HashMap<>();
        if (type != null) {
            headers.put("Content-Type", List.of(type));
        }
        if (more.length > 0) {
            headers.put(more[0], List.of(more[1]));
        }
        return new Answer(status, HttpHeaders.of(headers, (name, value) -> true), body.getBytes(StandardCharsets.UTF_8), Duration.ZERO, null);
    }
}

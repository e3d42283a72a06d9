package org.doanket.testing.fuzz;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.doanket.testing.Headers;

/** What came back, and what is wrong with it. Status 0: nothing within the deadline. */
record Answer(int status, HttpHeaders headers, byte[] body, Duration took, String trouble) {

    private static final Pattern INSIDE = Pattern.compile("\\b(?:org\\.(?:doanket|hibernate|postgresql|jboss|apache)|com\\.fasterxml|"
            + "java\\.(?:lang|util|sql|time|io)|jakarta\\.|io\\.(?:quarkus|agroal|vertx))|Exception\\b|SQLSTATE|\\bERROR: |\\bSELECT |"
            + "\\bINSERT INTO |\\bUPDATE \\w+ SET |constraint \\\\?\"|relation \\\\?\"");
    private static final Pattern WITHOUT_TEXT = Pattern.compile("\"(?:title|detail|message)\"\\s*:\\s*\"(?:problem|fault|noun)\\.[a-z.-]+\"");

    private static final Pattern TYPE = Pattern.compile("\"type\":\"/problems/([a-z]+)/([a-z0-9-]+)\"");

    List<String> faults(Call call) {
        List<String> faults = new ArrayList<>();
        if (status == 0) {
            return List.of("no answer: " + trouble);
        }
        if (status == 503) {
            if (header("Retry-After") == null) {
                faults.add("503 without Retry-After");
            }
        } else if (status >= 500) {
            return List.of("a " + status);
        }
        if (status < 400) {
            if (call.mustRefuse()) {
                faults.add("accepted: " + call.what());
            }
            if (call.method().equals("POST") && !Headers.tellWhere(status, headers)) {
                faults.add(status + " without Location");
            }
            return faults;
        }
        if (status == 414 || status == 431) {
            // Refused while the head was being read: there is no request yet that could be answered at length.
            return faults;
        }
        if (status == 405 && header("Allow") == null) {
            faults.add("405 without Allow");
        }
        String text = text();
        if (contentType() == null || !contentType().startsWith("application/problem+json") || !text.contains("\"code\":\"")) {
            faults.add(status + " without a problem to read");
        }
        Matcher inside = INSIDE.matcher(text);
        if (inside.find()) {
            faults.add(status + " tells of the inside: " + inside.group());
        }
        Matcher bare = WITHOUT_TEXT.matcher(text);
        if (bare.find()) {
            faults.add(status + " without its text: " + bare.group());
        }
        return faults;
    }

    /** A kind of problem, whose explanation can be asked for. */
    record Kind(String collection, String code) {
    }

    Optional<Kind> problem() {
        Matcher type = TYPE.matcher(status < 400 ? "" : text());
        return type.find() ? Optional.of(new Kind('/' + type.group(1) + "/problems", type.group(2))) : Optional.empty();
    }

    /** It was read, and found to be against the state of things or a rule, if only one of who may: not one of roles alone. */
    boolean isAgainstARule() {
        return status == 409 || status == 412 || status == 422 || status == 403 && !text().contains("\"code\":\"forbidden\"");
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    private String header(String name) {
        return headers == null ? null : headers.firstValue(name).orElse(null);
    }

    String contentType() {
        return header("Content-Type");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return status + " in " + took.toMillis() + " ms " + contentType() + ' ' + Call.shortened(text(), 400);
    }
}

package org.doanket.testing.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * One call as it is sent.
 *
 * @param target     path and query, encoded
 * @param mustRefuse whether nothing of it may succeed
 * @param places     what stands in the places of the path, by their names
 * @param isReal     whether all of it is of something that is there, or could be
 */
record Call(String method, String target, List<Map.Entry<String, String>> headers, byte[] body, String what, boolean mustRefuse, Map<String, String> places,
        boolean isReal) {

    /** The same with nothing said of the version that is meant, which must be refused. */
    Call unconditional() {
        return new Call(method, target, headers.stream().filter(header -> !header.getKey().equals("If-Match")).toList(), body, "without If-Match", true, places, isReal);
    }

    /** What was made by it is looked at by whom it was made. */
    Call at(String location) {
        return new Call("GET", location, headers.stream().filter(header -> header.getKey().equals("Authorization")).toList(), null, "at its Location", false, Map.of(), true);
    }

    /** Enough to do it again by hand; the token is not shown. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("(" + what + ") " + method + ' ' + shortened(target, 600));
        headers.stream().filter(header -> !header.getKey().equals("Authorization"))
                .forEach(header -> text.append(" | ").append(header.getKey()).append(": ").append(shortened(header.getValue(), 100)));
        return body == null ? text.toString() : text.append(" | ").append(body.length).append(" bytes: ")
                .append(shortened(new String(body, 0, Math.min(body.length, 1_500), StandardCharsets.UTF_8), 1_000)).toString();
    }

    static String shortened(String text, int most) {
        String line = text.replaceAll("\\p{Cntrl}", "�");
        return line.length() <= most ? line : line.substring(0, most) + "…";
    }
}

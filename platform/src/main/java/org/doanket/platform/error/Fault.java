package org.doanket.platform.error;

import java.util.Map;

/**
 * One thing wrong with what was sent.
 *
 * @param pointer JSON pointer into the body ({@code /salary/amount}) or {@code ?name} of a query parameter
 * @param code    stable; its text is {@code fault.<code>} in the bundles
 * @param places  values for the text
 */
public record Fault(String pointer, String code, Map<String, ?> places) {

    public static Fault at(String pointer, String code) {
        return new Fault(pointer, code, Map.of());
    }

    public static Fault at(String pointer, String code, Map<String, ?> places) {
        return new Fault(pointer, code, places);
    }
}

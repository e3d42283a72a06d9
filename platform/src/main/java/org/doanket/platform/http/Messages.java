package org.doanket.platform.http;

import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts for people: {@code messages/messages_xx.properties} of the service, then {@code messages/platform_xx.properties}.
 * Places are {@code {name}} or {@code {0}}; a key without a text answers the key itself, which a test forbids.
 */
public final class Messages {

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private Messages() {
    }

    public static boolean has(Locale locale, String key) {
        return find("messages/messages", locale, key) != null || find("messages/platform", locale, key) != null;
    }

    public static String text(Locale locale, String key, Object... args) {
        Map<String, Object> places = new java.util.HashMap<>();
        for (int i = 0; i < args.length; i++) {
            places.put(String.valueOf(i), args[i]);
        }
        return text(locale, key, places);
    }

    public static String text(Locale locale, String key, Map<String, ?> places) {
        String pattern = find("messages/messages", locale, key);
        if (pattern == null) {
            pattern = find("messages/platform", locale, key);
        }
        if (pattern == null) {
            return key;
        }
        return PLACE.matcher(pattern).replaceAll(match ->
                Matcher.quoteReplacement(String.valueOf(places.containsKey(match.group(1)) ? places.get(match.group(1)) : "")));
    }

    private static String find(String bundle, Locale locale, String key) {
        try {
            return ResourceBundle.getBundle(bundle, locale, Thread.currentThread().getContextClassLoader(), NO_FALLBACK)
                    .getString(key);
        } catch (MissingResourceException none) {
            return null;
        }
    }
}

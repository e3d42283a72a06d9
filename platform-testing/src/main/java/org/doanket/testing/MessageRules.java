package org.doanket.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The three languages say the same: every text exists in each, with the same places to fill. */
public final class MessageRules {

    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");
    private static final List<String> LANGUAGES = List.of("vi", "en", "zh");

    private MessageRules() {
    }

    /** @param bundle {@code messages/messages} of a service or {@code messages/platform} */
    public static void check(String bundle) {
        Properties first = read(bundle, LANGUAGES.get(0));
        assertThat(first).as(bundle).isNotEmpty();
        for (String language : LANGUAGES) {
            Properties texts = read(bundle, language);
            assertThat(texts.stringPropertyNames()).as("%s in %s", bundle, language)
                    .containsExactlyInAnyOrderElementsOf(first.stringPropertyNames());
            for (String key : first.stringPropertyNames()) {
                assertThat(texts.getProperty(key)).as("%s in %s", key, language).isNotBlank();
                assertThat(places(texts.getProperty(key))).as("places of %s in %s", key, language)
                        .isEqualTo(places(first.getProperty(key)));
            }
            assertThat(texts.stringPropertyNames().stream().filter(key -> key.startsWith("problem.") && key.endsWith(".title"))
                    .map(key -> key.replaceAll("title$", "detail")).toList()).as("details in %s", language)
                    .allMatch(texts::containsKey);
        }
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static Properties read(String bundle, String language) {
        String name = bundle + "_" + language + ".properties";
        try (var file = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            assertThat(file).as(name).isNotNull();
            Properties properties = new Properties();
            properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}

package org.doanket.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;
import org.junit.jupiter.api.Test;

/** Every code that a person may be answered has its text, in each of the three languages. */
class MessagesTest {

    private static final Pattern PROBLEM = Pattern.compile("(?:Problem\\.(?:conflict|forbidden)\\(|new Problem\\(\\d+, )\"([a-z-]+)\"");
    private static final Pattern FAULT = Pattern.compile(
            "Fault\\.at\\([^;]*?, \"([a-z-]+)\"|fault\\([\"\\w]+, \"([a-z-]+)\"\\)|'\\w+:([a-z-]+):?'|\\b(?!of\\()\\w+\\(\"\\w+\", \\S+, \"([a-z-]+)\"\\)"
            + "|\"/[^\"]*\"(?: \\+ [\\w.]+)?,\\s+\"([a-z-]+)\"\\)");
    private static final Pattern NOUN = Pattern.compile("Problem\\.notFound\\(\"([a-z-]+)\"\\)");

    @Test
    void everyCodeHasItsTextInEveryLanguage() throws IOException {
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                String text = Files.readString(source);
                PROBLEM.matcher(text).results().forEach(found -> keys.add("problem." + found.group(1) + ".title"));
                PROBLEM.matcher(text).results().forEach(found -> keys.add("problem." + found.group(1) + ".detail"));
                NOUN.matcher(text).results().forEach(found -> keys.add("noun." + found.group(1)));
                FAULT.matcher(text).results().forEach(found -> {
                    for (int group = 1; group <= 5; group++) {
                        if (found.group(group) != null) {
                            keys.add("fault." + found.group(group));
                        }
                    }
                });
            }
        }
        assertThat(keys).contains("problem.unit-circle.title", "fault.twice-in-sheet", "fault.bad-sex", "fault.unknown-unit-kind", "noun.member");
        for (var locale : Language.SUPPORTED) {
            assertThat(keys).as("texts in %s", locale).allMatch(key -> Messages.has(locale, key));
        }
    }

    @Test
    void noLanguageHasTextsThatAnotherLacks() throws IOException {
        Set<String> vietnamese = keys("vi");
        assertThat(keys("en")).isEqualTo(vietnamese);
        assertThat(keys("zh")).isEqualTo(vietnamese);
    }

    private static Set<String> keys(String language) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("src/main/resources/messages/messages_" + language + ".properties"))) {
            Set<String> keys = new TreeSet<>();
            lines.filter(line -> !line.isBlank()).forEach(line -> assertThat(keys.add(line.substring(0, line.indexOf('=')))).as(line).isTrue());
            return keys;
        }
    }
}

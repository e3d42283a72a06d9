package org.doanket.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void everyRefusalOfTheCodeHasItsWordsInAllThreeLanguages() throws IOException {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".java")).toList()) {
                Matcher code = Pattern.compile("(?:new Refusal\\(\\d+|later\\(\\d+), \"([a-z0-9-]+)\"").matcher(Files.readString(file));
                while (code.find()) {
                    codes.add(code.group(1));
                }
            }
        }
        assertThat(codes).hasSizeGreaterThan(20).contains("malformed", "rate-limited", "upstream-timeout");
        for (String code : codes) {
            Set<String> titles = new TreeSet<>();
            for (Locale language : Texts.SUPPORTED) {
                String title = Texts.text(language, code + ".title");
                assertThat(title).as(code + " in " + language).isNotEqualTo(code + ".title");
                assertThat(Texts.text(language, code + ".detail", "7", "8")).isNotEqualTo(code + ".detail").doesNotContain("{");
                titles.add(title);
            }
            assertThat(titles).as(code).hasSize(3);
        }
    }

    @Test
    void theLanguageIsTheFirstThatFits() {
        assertThat(Texts.negotiate("fr, zh-CN;q=0.5, en;q=0.4")).isEqualTo(Locale.CHINESE);
        assertThat(Texts.negotiate("en-GB")).isEqualTo(Locale.ENGLISH);
        assertThat(Texts.negotiate("vi-VN")).isEqualTo(Locale.forLanguageTag("vi"));
        assertThat(Texts.negotiate("fr")).isEqualTo(Locale.forLanguageTag("vi"));
        assertThat(Texts.negotiate(null)).isEqualTo(Locale.forLanguageTag("vi"));
        assertThat(Texts.negotiate(";;;")).isEqualTo(Locale.forLanguageTag("vi"));
    }
}

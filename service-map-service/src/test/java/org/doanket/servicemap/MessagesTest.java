package org.doanket.servicemap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;
import org.doanket.testing.MessageRules;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final Pattern PROBLEM = Pattern.compile(
            "(?:new Problem\\(\\d+, |Problem\\.(?:conflict|forbidden|rule)\\()\"([a-z-]*[a-z])\"");
    private static final Pattern FAULT = Pattern.compile("Fault\\.at\\([^;]*?, \"([a-z-]+)\"|Part\\(\"([a-z-]+)\"|RowFault\\.of\\([^;]*?, \"([a-z-]+)\"");

    @Test
    void saysTheSameThingsInAllThreeLanguages() {
        MessageRules.check("messages/messages");
    }

    @Test
    void hasATextForEveryProblemAndFaultThatTheCodeNames() throws IOException {
        TreeSet<String> named = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String code = Files.readString(file);
                for (Matcher problem = PROBLEM.matcher(code); problem.find();) {
                    named.add("problem." + problem.group(1) + ".title");
                    named.add("problem." + problem.group(1) + ".detail");
                }
                for (Matcher fault = FAULT.matcher(code); fault.find();) {
                    named.add("fault." + Stream.of(fault.group(1), fault.group(2), fault.group(3)).filter(each -> each != null)
                            .findFirst().orElseThrow());
                }
            }
        }
        assertThat(named).hasSizeGreaterThan(15).allSatisfy(key -> Language.SUPPORTED.forEach(language ->
                assertThat(Messages.has(language, key)).as("%s in %s", key, language).isTrue()));
    }
}

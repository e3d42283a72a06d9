package org.doanket.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private static final Path VAR = Path.of("var");

    @Test
    void hasDefaults() {
        assertThat(Options.of(VAR)).isEqualTo(new Options(VAR, 8080, false, false, null));
    }

    @Test
    void readsAll() {
        assertThat(Options.of(VAR, "--demo", "--port", "9000", "--fresh", "--data", "/srv/doanket", "--streets", "hanoi.streets"))
                .isEqualTo(new Options(Path.of("/srv/doanket"), 9000, true, true, Path.of("hanoi.streets")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--prot", "--port", "--data", "--streets", "--port=9000", "fresh"})
    void refusesWhatItDoesNotKnow(String argument) {
        assertThatThrownBy(() -> Options.of(VAR, argument)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(argument);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", ""})
    void refusesWhatIsNoPort(String port) {
        assertThatThrownBy(() -> Options.of(VAR, "--port", port)).isInstanceOf(IllegalArgumentException.class);
    }
}

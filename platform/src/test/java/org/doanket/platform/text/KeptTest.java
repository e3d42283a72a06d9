package org.doanket.platform.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class KeptTest {

    @Test
    void keepsEveryWholeTextButNul() {
        assertThat(Kept.isText("")).isTrue();
        assertThat(Kept.isText("Đỗ 王 😀")).isTrue();
        for (String broken : new String[] {"a\u0000", "\ud83d", "\ud83dx", "\ude00", "\ude00\ud83d"}) {
            assertThat(Kept.isText(broken)).as("%x", (int) broken.charAt(0)).isFalse();
        }
    }

    @Test
    void keepsTheDaysOfFourDigitYears() {
        assertThat(Kept.day("2026-02-28")).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(Kept.day("0001-01-01")).isEqualTo(LocalDate.of(1, 1, 1));
        for (String none : new String[] {"0000-01-01", "-0001-01-01", "+10000-01-01", "2026-02-30", "2026-2-1", "", "today"}) {
            assertThatThrownBy(() -> Kept.day(none)).as(none).isInstanceOf(IllegalArgumentException.class);
        }
    }
}

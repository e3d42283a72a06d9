package org.doanket.servicemap.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.doanket.platform.error.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningHoursTest {

    @ParameterizedTest
    @ValueSource(strings = {"8-17", "Mo-Fr 08:00-", "Xx 08:00-12:00", "Mo 08:00-12:00 Tu 09:00-11:00", "Mo-Fr 25:00-26:00",
        "Mo-Fr 08:60-12:00", "giờ hành chính", "8h - 17h", " ", ";", "\"", "2026 Foo 1 off", "2026122026 Jan 01+ Su"})
    void refusesWhatIsNoOpeningHours(String text) {
        assertThatExceptionOfType(UnreadableHours.class).isThrownBy(() -> OpeningHours.parse(text))
                .satisfies(bad -> assertThat(bad.faults("/hours")).extracting(Fault::code).containsOnly("hours-syntax"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sunrise-sunset", "08:00+", "08:00-12:00/30", "SH off", "easter off", "08:00-12:00 || 13:00-14:00",
        "08:00-08:00", "Feb 30 off", "Jan 01-31/8 off", "Mo 18:00-50:00"})
    void saysWhatAClockCannotJudge(String text) {
        assertThatExceptionOfType(UnreadableHours.class).isThrownBy(() -> OpeningHours.parse(text))
                .satisfies(bad -> assertThat(bad.faults("/hours")).hasSize(1));
    }

    @Test
    void namesEveryFaultyPart() {
        assertThatExceptionOfType(UnreadableHours.class)
                .isThrownBy(() -> OpeningHours.parse("Mo-Fr 08:00-17:00; Xx off; PH off; 18:00+; \"a; b\" ; Su 9-10"))
                .satisfies(bad -> assertThat(bad.faults("/hours")).extracting(fault -> (Object) fault.places().get("part"))
                        .containsExactly("Xx off", "18:00+", "Su 9-10"));
    }

    @Test
    void refusesATextWithoutEnd() {
        assertThatExceptionOfType(UnreadableHours.class).isThrownBy(() -> OpeningHours.parse("Mo off;".repeat(200)))
                .satisfies(bad -> assertThat(bad.faults("/hours")).extracting(Fault::code).containsExactly("hours-too-long"));
    }
}

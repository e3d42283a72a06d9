package org.doanket.membership.charter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What may stand in a rule of national ids or card numbers, and what a check character is reckoned by. */
class NumberPatternTest {

    @Test
    void isMadeOfClassesCharactersAndCountedRepetitions() {
        for (String good : List.of("[0-9]{12}", "[0-9]{17}[0-9X]", "[A-Z]{2}[0-9]{6,7}", "VN[0-9]{8}", "[1-9A-HJ-NP]{10}", "12345678", "[0-9]{0,4}[0-9]{26}")) {
            assertThat(NumberPattern.NATIONAL_ID.of(good)).as(good).isPresent();
        }
    }

    @Test
    void isNothingElse() {
        for (String bad : List.of("", ".{12}", "[0-9]+", "[0-9]*", "([0-9]{12})", "[0-9]{12}|[0-9]{13}", "\\d{12}", "^[0-9]{12}$", "[^0-9]{12}", "[0-9]{12", "[]{12}",
                "[9-0]{12}", "[0-9]{12,9}", "[0-9]{12,}", "[0-9]{12}?", "[0-9]{12}+", "[0-9&&[1]]{12}", "[a-z]{12}", "[0-9]{7}", "[0-9]{31}", "[0-9]{99}",
                "[0-9]{20}[0-9]{20}", "[0-9 ]{12}", "[0-9]{12}\n")) {
            assertThat(NumberPattern.NATIONAL_ID.of(bad)).as(bad).isEmpty();
        }
    }

    @Test
    void ofACardMayHoldItsPartsApart() {
        for (String good : List.of("[0-9]{10}", "CD-[0-9]{6,8}", "[A-Z]{2}/[0-9]{4}-[0-9]{4}", "1234")) {
            assertThat(NumberPattern.CARD.of(good)).as(good).isPresent();
        }
        assertThat(NumberPattern.CARD.of("CD-[0-9]{6,8}").orElseThrow().matcher("CD-1234567").matches()).isTrue();
        for (String bad : List.of("", "123", "[0-9]{41}", "CD.[0-9]{6}", "CD [0-9]{6}", "[0-9-]{10}", "(CD-)+[0-9]{6}", "cd-[0-9]{6}")) {
            assertThat(NumberPattern.CARD.of(bad)).as(bad).isEmpty();
        }
        assertThat(NumberPattern.NATIONAL_ID.of("CD-[0-9]{8}")).isEmpty();
    }

    @Test
    void leavesNoNumberThatIsReadForEver() {
        assertThat(NumberPattern.NATIONAL_ID.of("[0-9]{0,11}[0-9]{0,11}[0-9]{8}")).isEmpty();
        String longest = "[0-9]{8,30}";
        assertTimeoutPreemptively(Duration.ofSeconds(1), () -> assertThat(NumberPattern.NATIONAL_ID.of(longest).orElseThrow().matcher("1".repeat(100_000) + "A").matches())
                .isFalse());
        assertTimeoutPreemptively(Duration.ofSeconds(1), () -> assertThat(NumberPattern.NATIONAL_ID.of("[".repeat(50_000))).isEmpty());
    }

    @Test
    void reckonsTheCheckCharacterOfGb11643() {
        NationalIdCheck check = NationalIdCheck.of("iso-7064-mod-11-2");
        assertThat(check.holds("11010519491231002X")).isTrue();
        assertThat(check.holds("440524188001010014")).isTrue();
        assertThat(check.holds("440524188001010015")).isFalse();
        assertThat(check.holds("1101051949123100X2")).isFalse();
        assertThat(check.holds("11010519491231002A")).isFalse();
        assertThat(NationalIdCheck.of("none").holds("anything")).isTrue();
        assertThat(NationalIdCheck.CODES.split("\\|")).hasSameSizeAs(NationalIdCheck.values()).allSatisfy(NationalIdCheck::of);
    }
}

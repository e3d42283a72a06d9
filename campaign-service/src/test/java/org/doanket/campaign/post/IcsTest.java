package org.doanket.campaign.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.doanket.platform.id.Ids;
import org.junit.jupiter.api.Test;

class IcsTest {

    @Test
    void foldsAtSeventyFiveOctetsAndNeverWithinACharacter() {
        String title = "Lễ phát động Tháng Công nhân; cùng nhau, vì việc làm 工会服务 😀 ".repeat(6);
        String calendar = calendar(title, "dòng một\r\ndòng hai\\");
        for (String line : calendar.split("\r\n")) {
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).as(line).isLessThanOrEqualTo(75);
            assertThat(new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)).isEqualTo(line).doesNotContain("\uFFFD");
        }
        assertThat(calendar.replace("\r\n ", "")).contains("SUMMARY:" + title.replace(";", "\\;").replace(",", "\\,"))
                .contains("DESCRIPTION:dòng một\\ndòng hai\\\\");
    }

    @Test
    void endsEveryLineWithCarriageReturnAndLineFeedAndLetsNobodyBreakOut() {
        String calendar = calendar("x\nEND:VEVENT\nBEGIN:VEVENT", "y\u0007");
        assertThat(calendar.replace("\r\n", "")).doesNotContain("\n", "\r", "\u0007");
        assertThat(calendar.lines().filter("BEGIN:VEVENT"::equals)).hasSize(1);
        assertThat(calendar).startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:").endsWith("END:VCALENDAR\r\n").contains("DTSTART:20260501T010000Z\r\n");
    }

    @Test
    void hasAComponentWhenNothingIsAnnouncedAndNoEndThatIsNotLater() {
        assertThat(new String(Ics.of("Công đoàn", List.of()), StandardCharsets.UTF_8)).contains("BEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\n");
        assertThat(calendar("x", "y", Duration.ofHours(2))).contains("DTEND:20260501T030000Z\r\n").doesNotContain("VTIMEZONE");
        assertThat(calendar("x", "y", Duration.ofMillis(5))).contains("DTSTART:20260501T010000Z\r\n").doesNotContain("DTEND");
    }

    private static String calendar(String title, String body) {
        return calendar(title, body, Duration.ofHours(2));
    }

    private static String calendar(String title, String body, Duration length) {
        OffsetDateTime at = OffsetDateTime.parse("2026-05-01T08:00:00+07:00");
        return new String(Ics.of("Công đoàn", List.of(new PostView.Published(Ids.next(), "Công đoàn", title, body, null, at, at, at.plus(length),
                "Nhà văn hóa, phường 1", at, 1))), StandardCharsets.UTF_8);
    }
}

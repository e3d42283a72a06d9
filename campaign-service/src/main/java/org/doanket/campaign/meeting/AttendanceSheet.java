package org.doanket.campaign.meeting;

import java.io.IOException;
import java.io.OutputStream;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import org.doanket.campaign.TitledSheet;

/** Who was invited and who was there, as a sheet. */
final class AttendanceSheet implements AutoCloseable {

    private final TitledSheet sheet;
    private final ZoneId zone;

    AttendanceSheet(String mediaType, OutputStream out, Locale locale, ZoneId zone) throws IOException {
        this.sheet = new TitledSheet(mediaType, out, locale, "attendance", "person", "capacity", "organisation", "office", "duty", "votes", "reply", "reason",
                "checkedInAt", "checkedInBy", "passReadAt");
        this.zone = zone;
    }

    /** @param duty of chair or secretary */
    void row(MeetingView.Invitation row, String duty) throws IOException {
        sheet.row(row.name(), row.capacity(), row.organisation(), row.office(), duty, row.votes() ? "x" : null, row.reply(), row.reason(),
                local(row.checkedInAt()), row.checkedInBy(), local(row.passReadAt()));
    }

    private String local(OffsetDateTime at) {
        return at == null ? null : at.atZoneSameInstant(zone).toLocalDateTime().toString();
    }

    @Override
    public void close() throws IOException {
        sheet.close();
    }
}

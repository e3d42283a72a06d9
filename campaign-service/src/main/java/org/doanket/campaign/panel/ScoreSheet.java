package org.doanket.campaign.panel;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.doanket.campaign.TitledSheet;

/** Scores and places as a sheet: of a panel with the ballots that its reader may see, of a contest round by round. */
final class ScoreSheet {

    private ScoreSheet() {
    }

    /** @param ballots his own while the panel is open, then all */
    static void panel(PanelView panel, List<PanelView.Ballot> ballots, String type, Locale locale, OutputStream out) throws IOException {
        Map<UUID, PanelView.Entry> entries = panel.entries().stream().collect(Collectors.toMap(PanelView.Entry::model, Function.identity()));
        try (TitledSheet sheet = new TitledSheet(type, out, locale, "scores", "rank", "name", "unitName", "score", "ballots", "passed")) {
            for (PanelView.Entry entry : panel.entries()) {
                sheet.row(entry.place(), entry.name(), entry.unitName(), entry.score(), entry.ballots(), mark(entry.passed()));
            }
            sheet.next("ballots", "scorer", "name", "criterion", "points");
            for (PanelView.Ballot ballot : ballots) {
                for (PanelCommand.Points points : ballot.points()) {
                    sheet.row(ballot.scorer(), entries.get(ballot.model()).name(), points.code(), points.points());
                }
            }
        }
    }

    /** Round by round. */
    static TitledSheet contest(String type, Locale locale, OutputStream out) throws IOException {
        return new TitledSheet(type, out, locale, "scores", "round", "roundTitle", "rank", "name", "unitName", "score", "passed");
    }

    static void contestRow(TitledSheet sheet, ResultSet row) throws SQLException, IOException {
        sheet.row(row.getInt("number"), row.getString("title"), row.getObject("place", Integer.class), row.getString("name"), row.getString("unit_name"),
                row.getBigDecimal("score"), mark(row.getObject("passed", Boolean.class)));
    }

    private static String mark(Boolean passed) {
        return Boolean.TRUE.equals(passed) ? "x" : null;
    }
}

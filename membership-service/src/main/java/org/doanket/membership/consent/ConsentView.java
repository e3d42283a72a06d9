package org.doanket.membership.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.rule.RuleTable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a member has agreed to, for one purpose.
 *
 * @param given       false also where nobody was ever asked: nothing is agreed to beforehand
 * @param textVersion of the text that is in use now; {@code text} is that text
 * @param acts        each giving and withdrawal, the newest first
 */
@Schema(name = "Consent")
public record ConsentView(String purpose, String name, int textVersion, String text, boolean given, List<Act> acts) {

    /** The text in use, as it must be shown to whoever is asked and is no member yet. {@code given} is false: nothing is preset. */
    @Schema(name = "ConsentWording")
    public record Wording(String purpose, String name, int textVersion, String text, boolean given) {
    }

    /** A wording in all languages. @param validFrom the day from which on it is shown, until that of the next */
    @Schema(name = "ConsentWordingVersion")
    public record Version(UUID id, String purpose, int textVersion, LocalDate validFrom, ConsentCommand.Texts vi, ConsentCommand.Texts en,
            ConsentCommand.Texts zh, OffsetDateTime cancelledAt, String cancelledWhy) {

        static final RuleTable<Version> TABLE = RuleTable.of("consent_wording", List.of("purpose"), Version::of);

        static Version of(ResultSet row) throws SQLException {
            return new Version(row.getObject("id", UUID.class), row.getString("purpose"), row.getInt("version"), row.getObject("valid_from", LocalDate.class),
                    texts(row, "vi"), texts(row, "en"), texts(row, "zh"), row.getObject("cancelled_at", OffsetDateTime.class),
                    row.getString("cancelled_why"));
        }

        private static ConsentCommand.Texts texts(ResultSet row, String language) throws SQLException {
            return new ConsentCommand.Texts(row.getString("name_" + language), row.getString("text_" + language));
        }
    }

    /** @param proof where the signed paper lies; null where the act itself is the proof */
    @Schema(name = "ConsentAct")
    public record Act(String purpose, boolean given, int textVersion, String channel, String language, String proof, OffsetDateTime at,
            String recordedBy) {

        static Act of(ResultSet row) throws SQLException {
            return new Act(row.getString("purpose"), row.getBoolean("given"), row.getInt("text_version"), row.getString("channel"),
                    row.getString("language"), row.getString("proof"), row.getObject("at", OffsetDateTime.class), row.getString("recorded_by"));
        }
    }
}

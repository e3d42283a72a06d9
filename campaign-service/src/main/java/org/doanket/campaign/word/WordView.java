package org.doanket.campaign.word;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.doanket.campaign.rule.RuleView;
import org.doanket.platform.http.Language;
import org.doanket.platform.rule.RuleTable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A word of a list, from a day on until another row of the same word begins.
 *
 * @param label     in the reader's language
 * @param competent of topics of petitions: the levels of units that answer them
 * @param inUse     false where nothing new is called so
 */
@Schema(name = "Word")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WordView(UUID id, RuleView.Origin source, String list, String code, String label, WordCommand.Labels labels, List<String> competent, boolean inUse,
        int position) {

    static final RuleTable<WordView> TABLE = RuleTable.of("word", List.of("jurisdiction", "list", "code"), row -> of(row, Language.current()));

    static WordView of(ResultSet row, Locale locale) throws SQLException {
        Array competent = row.getArray("competent");
        WordCommand.Labels labels = new WordCommand.Labels(row.getString("label_vi"), row.getString("label_en"), row.getString("label_zh"));
        return new WordView(row.getObject("id", UUID.class), RuleView.Origin.of(row), row.getString("list"), row.getString("code"), labels.in(locale), labels, competent == null ? null : List.of((String[]) competent.getArray()),
                row.getBoolean("in_use"), row.getInt("position"));
    }
}

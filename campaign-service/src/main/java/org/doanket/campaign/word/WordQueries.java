package org.doanket.campaign.word;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** The lists of words that checks and tallies go by, as they are on a day. */
@ApplicationScoped
@Transactional
@Unscoped("words for everybody")
public class WordQueries {

    public static final String MODEL_FIELDS = "model-field";
    public static final String PETITION_TOPICS = "petition-topic";
    public static final String SUPERVISION_TOPICS = "supervision-topic";
    public static final String ACTIVITY_KINDS = "activity-kind";
    public static final String CHANNEL_KINDS = "channel-kind";
    public static final String PARTNER_KINDS = "partner-kind";
    static final String LISTS = MODEL_FIELDS + "|" + PETITION_TOPICS + "|" + SUPERVISION_TOPICS + "|" + ACTIVITY_KINDS + "|" + CHANNEL_KINDS + "|" + PARTNER_KINDS;

    private static final String ORDER = "ORDER BY jurisdiction DESC, position, code, valid_from, id";

    private final AgroalDataSource dataSource;

    WordQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What something may be called on a day. @param jurisdiction null for those of all, the same code once for each */
    public List<WordView> inUse(String list, String jurisdiction, LocalDate day, Locale locale) {
        return onDay(list, day).given(jurisdiction, "AND jurisdiction = ?").add("AND in_use").add(ORDER).list(dataSource, row -> WordView.of(row, locale));
    }

    /** What each word of a list is called, also those that nothing new is called by; where jurisdictions differ, as the first has it. */
    public Map<String, String> labels(String list, LocalDate day, Locale locale) {
        Map<String, String> labels = new HashMap<>();
        onDay(list, day).add(ORDER).list(dataSource, row -> WordView.of(row, locale)).forEach(word -> labels.putIfAbsent(word.code(), word.label()));
        return labels;
    }

    /** Of what was called so on a day. */
    public WordView of(String list, String jurisdiction, String code, LocalDate day) {
        return onDay(list, day).add("AND jurisdiction = ? AND code = ?", jurisdiction, code).first(dataSource, row -> WordView.of(row, Locale.ENGLISH))
                .orElseThrow(() -> new IllegalStateException("no " + list + ' ' + code + " in " + jurisdiction));
    }

    /** @throws Problem 422 where nothing may be called so on that day */
    public void require(String list, String jurisdiction, LocalDate day, String code, String pointer) {
        List<String> known = inUse(list, jurisdiction, day, Locale.ENGLISH).stream().map(WordView::code).toList();
        if (!known.contains(code)) {
            throw Problem.invalid(List.of(Fault.at(pointer, "word-unknown", Map.of("known", String.join(", ", known)))));
        }
    }

    private static Sql onDay(String list, LocalDate day) {
        return Sql.of("SELECT * FROM (SELECT DISTINCT ON (jurisdiction, code) * FROM word WHERE list = ? AND valid_from <= ? AND cancelled_at IS NULL "
                + "ORDER BY jurisdiction, code, valid_from DESC) w WHERE true", list, day);
    }
}

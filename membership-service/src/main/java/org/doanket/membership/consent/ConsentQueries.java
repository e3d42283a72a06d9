package org.doanket.membership.consent;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

@ApplicationScoped
@Transactional
public class ConsentQueries {

    /** Begun and not taken back: the newest such of a purpose is shown. */
    private static final String IN_USE = "valid_from <= ? AND cancelled_at IS NULL";

    private final AgroalDataSource dataSource;
    private final Clock clock;

    ConsentQueries(AgroalDataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** Every purpose that there is, also those of which this member was never asked. */
    public List<ConsentView> of(UnitScope scope, UUID member) {
        requireMember(scope, member);
        Map<String, List<ConsentView.Act>> acts = Sql.of("SELECT * FROM consent_act WHERE member_id = ? ORDER BY at DESC, id DESC", member)
                .list(dataSource, ConsentView.Act::of).stream().collect(Collectors.groupingBy(ConsentView.Act::purpose));
        // The column's name is made of one of our three languages, never of what a client sent.
        String language = Language.current().getLanguage();
        return Sql.of("SELECT DISTINCT ON (purpose) purpose, version, name_" + language + ", text_" + language + " FROM consent_wording "
                + "WHERE " + IN_USE + " ORDER BY purpose, valid_from DESC", Zones.today(clock)).list(dataSource, row -> {
                    List<ConsentView.Act> own = acts.getOrDefault(row.getString(1), List.of());
                    return new ConsentView(row.getString(1), row.getString(3), row.getInt(2), row.getString(4),
                            !own.isEmpty() && own.get(0).given(), own);
                });
    }

    public boolean isGiven(UnitScope scope, UUID member, String purpose) {
        requireMember(scope, member);
        return newest(member, purpose).orElse(false);
    }

    /** All wordings, also those that were followed, those to come and those taken back, the newest of a purpose first. */
    @Unscoped("texts are the same for everybody")
    List<ConsentView.Version> versions() {
        return Sql.of("SELECT * FROM consent_wording ORDER BY purpose, version DESC").list(dataSource, ConsentView.Version::of);
    }

    /** The text of a purpose that is in use; none where there is no such purpose. */
    @Unscoped("texts are the same for everybody")
    public Optional<Integer> textVersion(String purpose) {
        return Sql.of("SELECT version FROM consent_wording WHERE " + IN_USE + " AND purpose = ? ORDER BY valid_from DESC LIMIT 1", Zones.today(clock), purpose)
                .first(dataSource, row -> row.getInt(1));
    }

    /** The text of a purpose that is in use, in the reader's language. */
    @Unscoped("texts are the same for everybody")
    public Optional<ConsentView.Wording> wording(String purpose) {
        // The columns' names are made of one of our three languages, never of what a client sent.
        String language = Language.current().getLanguage();
        return Sql.of("SELECT version, name_" + language + ", text_" + language + " FROM consent_wording WHERE " + IN_USE
                + " AND purpose = ? ORDER BY valid_from DESC LIMIT 1", Zones.today(clock), purpose).first(dataSource, row -> new ConsentView.Wording(purpose, row.getString(2), row.getInt(1), row.getString(3), false));
    }

    Optional<Boolean> newest(UUID member, String purpose) {
        return Sql.of("SELECT given FROM consent_act WHERE member_id = ? AND purpose = ? ORDER BY at DESC, id DESC LIMIT 1", member, purpose)
                .first(dataSource, row -> row.getBoolean(1));
    }

    private void requireMember(UnitScope scope, UUID member) {
        Sql.of("SELECT 1 FROM member WHERE id = ? AND path >= ? AND path < ?", member, scope.from(), scope.to())
                .first(dataSource, row -> true).orElseThrow(() -> Problem.notFound("member"));
    }
}

package org.doanket.membership.consent;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.PersonForgotten;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Giving and withdrawing consents. Withdrawing is as easy as giving, takes effect at once and needs nobody's leave. */
@ApplicationScoped
@Transactional
public class ConsentService {

    private final AgroalDataSource dataSource;
    private final ConsentQueries queries;
    private final Event<ConsentEvent> happened;
    private final ObjectMapper json;
    private final Caller caller;
    private final Clock clock;

    ConsentService(AgroalDataSource dataSource, ConsentQueries queries, Event<ConsentEvent> happened, ObjectMapper json, Caller caller,
            Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.happened = happened;
        this.json = json;
        this.caller = caller;
        this.clock = clock;
    }

    public void record(UUID member, ConsentCommand.Own command, UnitScope scope) {
        record(member, command.purpose(), command.textVersion(), command.given(), "online", null, scope);
    }

    public void record(UUID member, ConsentCommand.OnPaper command, UnitScope scope) {
        record(member, command.purpose(), command.textVersion(), command.given(), command.channel(), command.proof(), scope);
    }

    /** Asked for with a legal clock, so that somebody answers for what was done elsewhere: holds here at once, or did before. */
    public void withdraw(UUID member, String purpose, UnitScope scope) {
        int current = queries.textVersion(purpose).orElseThrow(ConsentProblems::unknownPurpose);
        if (queries.newest(member, purpose).orElseThrow(ConsentProblems::unchanged)) {
            record(member, new ConsentCommand.Own(purpose, current, false), scope);
        }
    }

    /** For the feature that has asked for them; of members who were admitted in this transaction, each with his own. */
    public void carry(List<UUID> members, List<ConsentCommand.Carried> given) {
        insert(members, given, true);
    }

    private void record(UUID member, String purpose, int textVersion, boolean given, String channel, String proof, UnitScope scope) {
        // Two acts at once take their turns, so that the newest is one and the same for everybody.
        Sql.of("SELECT 1 FROM member WHERE id = ? AND path >= ? AND path < ? FOR UPDATE", member, scope.from(), scope.to())
                .first(dataSource, row -> true).orElseThrow(() -> Problem.notFound("member"));
        int current = queries.textVersion(purpose).orElseThrow(ConsentProblems::unknownPurpose);
        if (given && textVersion != current || textVersion > current) {
            throw ConsentProblems.otherText(current);
        }
        if (queries.newest(member, purpose).orElse(false) == given) {
            throw ConsentProblems.unchanged();
        }
        insert(List.of(member), List.of(new ConsentCommand.Carried(purpose, textVersion, channel, Language.current().getLanguage(), proof,
                clock.instant().atOffset(ZoneOffset.UTC))), given);
    }

    private void insert(List<UUID> members, List<ConsentCommand.Carried> acts, boolean given) {
        Sql.of("INSERT INTO consent_act (id, member_id, purpose, text_version, given, channel, language, proof, at, recorded_by) "
                + "SELECT a.id, a.member, a.purpose, a.version, ?, a.channel, a.language, a.proof, a.at, ? FROM unnest(?::uuid[], ?::uuid[], ?::text[], "
                + "?::int[], ?::text[], ?::text[], ?::text[], ?::timestamptz[]) AS a (id, member, purpose, version, channel, language, proof, at)",
                given, caller.subject(), Sql.column(members, member -> Ids.next()), Sql.column(members, member -> member),
                Sql.column(acts, ConsentCommand.Carried::purpose), Sql.column(acts, ConsentCommand.Carried::textVersion),
                Sql.column(acts, ConsentCommand.Carried::channel), Sql.column(acts, ConsentCommand.Carried::language),
                Sql.column(acts, ConsentCommand.Carried::proof), Sql.column(acts, act -> act.at().toInstant())).run(dataSource);
        for (int i = 0; i < acts.size(); i++) {
            happened.fire(new ConsentEvent(members.get(i), acts.get(i).purpose(), given));
        }
    }

    void tell(@Observes PersonalData asked) {
        asked.add("consents", Sql.of("SELECT * FROM consent_act WHERE member_id = ? ORDER BY at", asked.person())
                .list(dataSource, row -> json.valueToTree(ConsentView.Act.of(row))));
    }

    /** That something was agreed to must stay provable, but a paper's whereabouts may name the person. */
    void forget(@Observes PersonForgotten gone) throws SQLException {
        Sql.of("UPDATE consent_act SET proof = NULL WHERE member_id = ? AND proof IS NOT NULL", gone.member()).run(gone.connection());
    }
}

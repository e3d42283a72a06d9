package org.doanket.membership.team;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.WiderScope;
import org.doanket.membership.consent.ConsentCommand;
import org.doanket.membership.consent.ConsentEvent;
import org.doanket.membership.consent.ConsentQueries;
import org.doanket.membership.consent.ConsentService;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/**
 * What a card shows rests on the member's consent to its purpose, which stands with all his others: given with the first card that shows it, withdrawn
 * with the last, and wherever it is withdrawn no card shows it. His word reaches the cards of teams above what his token reaches.
 */
@ApplicationScoped
class TeamConsents {

    private static final Map<String, String> PURPOSES = Map.of("name", "publish-name", "phone", "publish-phone");

    private final AgroalDataSource dataSource;
    private final ConsentQueries queries;
    private final ConsentService consents;
    private final TeamBatch batch;
    private final Clock clock;

    TeamConsents(AgroalDataSource dataSource, ConsentQueries queries, ConsentService consents, TeamBatch batch, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.consents = consents;
        this.batch = batch;
        this.clock = clock;
    }

    /** @param byOfficer who has the signed form */
    void agree(TeamMember member, TeamCommand.Agree command, boolean byOfficer) {
        String[] own = WiderScope.widen(dataSource);
        // Else a withdrawal at the same moment would not see this card, nor this the withdrawal.
        Sql.of("SELECT 1 FROM member WHERE id = ? FOR UPDATE", member.memberId()).first(dataSource, row -> true);
        batch.agree(member, command);
        record(member.memberId(), command.purpose(), true, byOfficer ? "paper" : null, command.proof());
        WiderScope.narrow(dataSource, own);
    }

    void withdraw(TeamMember member, String word, boolean byOfficer) {
        String[] own = WiderScope.widen(dataSource);
        Sql.of("SELECT 1 FROM member WHERE id = ? FOR UPDATE", member.memberId()).first(dataSource, row -> true);
        batch.withdraw(member.id(), word, clock.instant());
        if (!batch.isShownBy(member.memberId(), word)) {
            record(member.memberId(), word, false, byOfficer ? "desk" : null, null);
        }
        WiderScope.narrow(dataSource, own);
    }

    void consentChanged(@Observes ConsentEvent event) {
        PURPOSES.forEach((word, purpose) -> {
            if (event.purpose().equals(purpose) && !event.given()) {
                String[] own = WiderScope.widen(dataSource);
                batch.withdrawAll(event.member(), word, clock.instant());
                WiderScope.narrow(dataSource, own);
            }
        });
    }

    /** @param channel null: by the member himself */
    private void record(UUID member, String word, boolean given, String channel, String proof) {
        String purpose = PURPOSES.get(word);
        if (queries.isGiven(UnitScope.ROOT, member, purpose) != given) {
            int text = queries.textVersion(purpose).orElseThrow();
            if (channel == null) {
                consents.record(member, new ConsentCommand.Own(purpose, text, given), UnitScope.ROOT);
            } else {
                consents.record(member, new ConsentCommand.OnPaper(purpose, text, given, channel, proof), UnitScope.ROOT);
            }
        }
    }
}

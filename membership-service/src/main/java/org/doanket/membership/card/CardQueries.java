package org.doanket.membership.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class CardQueries {

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;
    private final ObjectMapper json;

    CardQueries(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker, ObjectMapper json) {
        this.dataSource = dataSource;
        this.worker = worker;
        this.json = json;
    }

    /** All keys whose cards count, also those that sign no more. */
    @Unscoped("public keys are for everybody")
    public CardKeyView.Published published() {
        return new CardKeyView.Published(Sql.of("SELECT public_jwk FROM card_key WHERE revoked_at IS NULL ORDER BY made_at DESC")
                .list(dataSource, row -> {
                    try {
                        return json.readTree(row.getString(1));
                    } catch (JsonProcessingException ours) {
                        throw new IllegalStateException(ours);
                    }
                }));
    }

    CardView.Bearer bearer(UnitScope scope, UUID member) {
        // The column's name is made of one of our three languages, never of what a client sent.
        return Sql.of("SELECT m.*, c.name_" + Language.current().getLanguage() + " AS category_name, u.code AS unit_code, u.name AS unit_name, "
                + "u.jurisdiction, s.paid_up_to FROM member m JOIN member_category c ON c.code = m.category JOIN unit u ON u.id = m.unit_id "
                + "LEFT JOIN member_standing s ON s.member_id = m.id WHERE m.id = ? AND m.path >= ? AND m.path < ?", member, scope.from(), scope.to())
                .first(dataSource, CardView.Bearer::of).orElseThrow(() -> Problem.notFound("member"));
    }

    /** On the worker's login: whoever checks a card has no scope. Answers only whether the bearer of that very card is a member still. */
    Optional<Boolean> isMember(String code) {
        return Sql.of("SELECT ended_on IS NULL FROM member WHERE code = ?", code).first(worker, row -> row.getBoolean(1));
    }
}

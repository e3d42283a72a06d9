package org.doanket.campaign.panel;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** What is a scorer's own, as the rule of a day has it. */
@ApplicationScoped
@Transactional
@Unscoped("rules are public, and the model is one before a panel that was read by its scope or by its scorer")
public class InterestQueries {

    /** @param ownUnit of the unit where the scorer holds his role or is a member; {@code held}: of which he is the holder */
    record Rule(boolean ownUnit, boolean held, String citation) {
    }

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;

    InterestQueries(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker) {
        this.dataSource = dataSource;
        this.worker = worker;
    }

    Rule rule(String jurisdiction, LocalDate day) {
        return Sql.of("SELECT * FROM interest_rule WHERE jurisdiction = ? AND valid_from <= ? AND cancelled_at IS NULL ORDER BY valid_from DESC LIMIT 1",
                jurisdiction, day).first(dataSource, row -> new Rule(row.getBoolean("own_unit"), row.getBoolean("held"), row.getString("citation")))
                .orElseThrow(() -> new IllegalStateException("no interest_rule in " + jurisdiction));
    }

    /** As membership told last, also of units that the scorer's role does not reach. */
    boolean isMemberOf(UUID member, UUID unit) {
        return member != null && Sql.of("SELECT 1 FROM counted_fact WHERE binding = 'members-admitted' AND source = ? AND unit_id = ? AND value > 0", member, unit)
                .first(worker, row -> true).isPresent();
    }

    boolean holds(UUID member, UUID model) {
        return member != null && Sql.of("SELECT 1 FROM good_practice_model WHERE id = ? AND holder_member = ?", model, member).first(worker, row -> true)
                .isPresent();
    }
}

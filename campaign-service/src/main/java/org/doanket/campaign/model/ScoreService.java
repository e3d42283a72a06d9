package org.doanket.campaign.model;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.sql.Sql;

/** Keeps with models what a panel made of them: of all of a panel at once. */
@ApplicationScoped
@Transactional
public class ScoreService {

    private final AgroalDataSource dataSource;
    private final Clock clock;

    ScoreService(AgroalDataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** @param scores out of 100. @throws Problem 404 where one of the models has gone out of the caller's reach meanwhile */
    public void keep(Map<UUID, BigDecimal> scores) {
        List<UUID> ids = List.copyOf(scores.keySet());
        // In one order for all who score, so that two panels on the same models do not hold each other up.
        Sql.of("SELECT FROM good_practice_model WHERE id = ANY (?::uuid[]) ORDER BY id FOR UPDATE", (Object) Sql.column(ids, id -> id)).run(dataSource);
        int scored = Sql.of("UPDATE good_practice_model m SET panel_score = s.score, version = m.version + 1, changed_at = ? "
                + "FROM unnest(?::uuid[], ?::numeric[]) AS s (id, score) WHERE m.id = s.id", clock.instant(), Sql.column(ids, id -> id),
                Sql.column(ids, scores::get)).run(dataSource);
        if (scored != ids.size()) {
            throw Problem.notFound("model");
        }
    }
}

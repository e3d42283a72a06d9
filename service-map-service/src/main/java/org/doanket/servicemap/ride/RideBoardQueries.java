package org.doanket.servicemap.ride;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Reads on the worker login with the scope as a predicate: a stream of changes outlives the transaction of its request. */
@ApplicationScoped
public class RideBoardQueries {

    private static final int MOST_ON_A_SCREEN = 200;

    private final AgroalDataSource worker;

    RideBoardQueries(@DataSource("worker") AgroalDataSource worker) {
        this.worker = worker;
    }

    /** Empty where there is no such team in the scope. */
    public Optional<RideView.Board> board(UnitScope scope, UUID team) {
        return RideQueries.team(worker, scope, team).map(found -> new RideView.Board(Sql.of(RideQueries.SELECT, scope.from(), scope.to())
                .add("AND r.team_id = ? AND r.state IN ('requested', 'offered', 'accepted', 'under-way') ORDER BY r.asked_at, r.id LIMIT ?", team, MOST_ON_A_SCREEN)
                .list(worker, row -> RideQueries.read(row, List.of(), List.of())), found.riders()));
    }
}

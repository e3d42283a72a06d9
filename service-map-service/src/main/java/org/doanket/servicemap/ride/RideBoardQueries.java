package org.doanket.servicemap.ride;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Reads on the worker login with the scope as a predicate: a stream of changes outlives the transaction of its request. */
@ApplicationScoped
public class RideBoardQueries {

    private static final int MOST_ON_A_SCREEN = 200;
    private static final Duration SCREEN = Duration.ofSeconds(1);
    private static final Duration TELEPHONE = Duration.ofSeconds(2);

    private final AgroalDataSource worker;
    private final SharedPoll<UUID, RideView.Board> screens = new SharedPoll<>(SCREEN, team -> board(UnitScope.ROOT, team).orElseThrow());
    private final SharedPoll<Rider, List<RideView>> telephones = new SharedPoll<>(TELEPHONE, rider -> mine(rider.scope(), rider.member()));

    RideBoardQueries(@DataSource("worker") AgroalDataSource worker) {
        this.worker = worker;
    }

    private record Rider(UnitScope scope, UUID member) {
    }

    /** Empty where there is no such team in the scope. */
    public Optional<RideView.Board> board(UnitScope scope, UUID team) {
        return RideQueries.team(worker, scope, team).map(found -> new RideView.Board(Sql.of(RideQueries.SELECT, scope.from(), scope.to())
                .add("AND r.team_id = ? AND r.state IN ('requested', 'offered', 'accepted', 'under-way') ORDER BY r.asked_at, r.id LIMIT ?", team, MOST_ON_A_SCREEN)
                .list(worker, row -> RideQueries.read(row, List.of(), List.of())), found.riders()));
    }

    private List<RideView> mine(UnitScope scope, UUID member) {
        return RideQueries.mine(worker, scope, member);
    }

    /**
     * Empty where there is no such team in the scope. Whether one may see it is asked once, at the beginning; so all who follow a team share its polls.
     *
     * @param most after so long it ends: what the token that asks is still good for
     */
    Optional<Multi<RideView.Board>> follow(UnitScope scope, UUID team, Duration most) {
        return board(scope, team).map(now -> screens.follow(team, now, most));
    }

    Multi<List<RideView>> followMine(UnitScope scope, UUID member, Duration most) {
        return telephones.follow(new Rider(scope, member), mine(scope, member), most);
    }
}

package org.doanket.servicemap.tip;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** The intake rooms: one for each unit that has opened one, with its key. */
@ApplicationScoped
class TipRooms {

    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    TipRooms(AgroalDataSource dataSource, UnitTree tree) {
        this.dataSource = dataSource;
        this.tree = tree;
    }

    /**
     * The one unit whose room the caller may enter: that in which the role is held, and none below it.
     *
     * @throws Problem 403 for a role that is held in no single unit
     */
    UnitRef own(UnitScope scope) {
        return Optional.ofNullable(scope.unit()).flatMap(tree::find).orElseThrow(() -> Problem.forbidden("tips-of-one-unit"));
    }

    /** The key of what lies in one already, or lay there when its unit ended, stays. @return 0 where one is open already */
    int open(UUID unit, LocalDate today, byte[] wrapped) {
        return Sql.of("INSERT INTO tips.room (unit_id, opened_on, wrapped) VALUES (?, ?, ?) ON CONFLICT (unit_id) DO UPDATE SET opened_on = excluded.opened_on, heir_id = NULL "
                + "WHERE tips.room.opened_on IS NULL OR tips.room.heir_id IS NOT NULL", unit, today, wrapped).run(dataSource);
    }

    /** Of a room that takes tips: an officer opened it. */
    Optional<byte[]> openKey(UUID unit) {
        return Sql.of("SELECT wrapped FROM tips.room WHERE unit_id = ? AND opened_on IS NOT NULL AND heir_id IS NULL", unit).first(dataSource, row -> row.getBytes(1));
    }

    /** Also of a room of which somebody else has what lay in it. */
    Optional<byte[]> key(UUID unit) {
        return Sql.of("SELECT wrapped FROM tips.room WHERE unit_id = ?", unit).first(dataSource, row -> row.getBytes(1));
    }

    /** So that what waits to be told is added up by one at a time. */
    void lock(UUID unit) {
        Sql.of("SELECT 1 FROM tips.room WHERE unit_id = ? FOR UPDATE", unit).first(dataSource, row -> row.getInt(1))
                .orElseThrow(TipProblems::noRoom);
    }

    List<TipView.Step> steps(UUID tip) {
        return Sql.of("SELECT deed, done_on, authority, reference FROM tips.step WHERE tip_id = ? ORDER BY number", tip).list(dataSource,
                row -> new TipView.Step(row.getString(1), row.getObject(2, LocalDate.class), row.getString(3), row.getString(4)));
    }
}

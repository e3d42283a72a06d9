package org.doanket.servicemap.tip;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitTree;

/** Reads in the room, and what everybody may know outside it. */
@ApplicationScoped
@Transactional
public class TipQueries {

    static final String COLUMNS = "id, kind, state, received_on, left_in, answer_due";

    private final AgroalDataSource dataSource;
    private final TipRooms rooms;
    private final TipTrail trail;
    private final UnitTree tree;
    private final Clock clock;

    TipQueries(AgroalDataSource dataSource, TipRooms rooms, TipTrail trail, UnitTree tree, Clock clock) {
        this.dataSource = dataSource;
        this.rooms = rooms;
        this.trail = trail;
        this.tree = tree;
        this.clock = clock;
    }

    /** Which releases are asked for. @param below a unit with all that lie below it, or null for one unit or all */
    record Asked(UUID unit, UnitScope below, Integer year) {
    }

    /** @param scope {@code subtree}: the unit and all below it; @throws Problem 404 where there is no such unit */
    @Unscoped("names a part of what is public")
    public Asked asked(UUID unit, String scope, Integer year) {
        if (unit == null || !"subtree".equals(scope)) {
            return new Asked(unit, null, year);
        }
        String path = tree.pathOf(unit).orElseThrow(() -> Problem.notFound("unit"));
        return new Asked(null, new UnitScope(unit, path), year);
    }

    /** Newest day first; of one unit, whatever else the caller's scope holds. */
    public Page<TipView.Listed> list(UnitScope scope, String state, String kind, Integer year, PageRequest page) {
        Sql sql = Sql.of("SELECT " + COLUMNS + " FROM tips.tip WHERE unit_id = ?", rooms.own(scope).id())
                .given(state, "AND state = ?").given(kind, "AND kind = ?");
        if (year != null) {
            sql.add("AND received_on >= ? AND received_on < ?", LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1));
        }
        Cursor after = page.after(2);
        if (after != null) {
            sql.add("AND (received_on < ? OR received_on = ? AND id > ?)", after.day(0), after.day(0), after.uuid(1));
        }
        List<TipView.Listed> rows = sql.add("ORDER BY received_on DESC, id LIMIT ?", page.limit + 1).list(dataSource, TipQueries::listed);
        return Page.cut(rows, page.limit, tip -> Cursor.of(tip.receivedOn(), tip.id()));
    }

    public Page<TipView.Deed> trail(UnitScope scope, PageRequest page) {
        return trail.list(scope, page);
    }

    public TipView.Standing standing(UnitScope scope) {
        UUID unit = rooms.own(scope).id();
        Sql counted = Sql.of("SELECT " + OutcomeCounts.SUMS + " FROM tips.outcome WHERE unit_id = ?", unit);
        Sql withheld = Sql.of("SELECT " + OutcomeCounts.SUMS + " FROM tips.outcome WHERE unit_id = ? AND release_id IS NULL", unit);
        return new TipView.Standing(counts(counted), counts(withheld), leastPeople());
    }

    @Unscoped("where one may leave a tip is for everybody to know")
    public Page<TipView.Room> rooms(Asked asked, PageRequest page) {
        Sql sql = Sql.of("SELECT r.unit_id, u.name, r.opened_on FROM tips.room r JOIN unit_ref u ON u.id = r.unit_id "
                        + "WHERE r.opened_on IS NOT NULL AND r.heir_id IS NULL AND (u.valid_to IS NULL OR u.valid_to > ?)", Zones.today(clock))
                .given(asked.unit(), "AND r.unit_id = ?");
        if (asked.below() != null) {
            sql.add("AND u.path >= ? AND u.path < ?", asked.below().from(), asked.below().to());
        }
        Cursor after = page.after(1);
        List<TipView.Room> rows = sql.given(after == null ? null : after.uuid(0), "AND r.unit_id > ?")
                .add("ORDER BY r.unit_id LIMIT ?", page.limit + 1)
                .list(dataSource, row -> new TipView.Room(row.getObject(1, UUID.class), row.getString(2), row.getObject(3, LocalDate.class)));
        return Page.cut(rows, page.limit, room -> Cursor.of(room.unitId()));
    }

    @Unscoped("released counts are public, and made so that they may be")
    public Page<TipView.Released> released(Asked asked, PageRequest page) {
        Sql sql = of("SELECT r.id, r.unit_id, r.since, r.month, r.tips, r.hot_spots_closed, r.people_caught, r.accidents_secured, "
                + "r.injured_carried", asked);
        Cursor after = page.after(2);
        if (after != null) {
            sql.add("AND (r.month < ? OR r.month = ? AND r.id > ?)", after.day(0), after.day(0), after.uuid(1));
        }
        List<TipView.Released> rows = sql.add("ORDER BY r.month DESC, r.id LIMIT ?", page.limit + 1).list(dataSource, row -> {
            OutcomeCounts told = OutcomeCounts.of(row);
            return new TipView.Released(row.getObject(1, UUID.class), row.getObject(2, UUID.class), month(row, 3), month(row, 4), told.tips(),
                    told.hotSpotsClosed(), told.peopleCaught(), told.accidentsSecured(), told.injuredCarried());
        });
        return Page.cut(rows, page.limit, told -> Cursor.of(told.month().atDay(1), told.id()));
    }

    /** Made of released counts alone, so that nothing withheld can be reckoned from it. */
    @Unscoped("as above")
    public TipView.Total total(Asked asked) {
        OutcomeCounts sum = of("SELECT " + OutcomeCounts.SUMS, asked).first(dataSource, OutcomeCounts::of).orElseThrow();
        return new TipView.Total(sum.tips(), sum.hotSpotsClosed(), sum.peopleCaught(), sum.accidentsSecured(), sum.injuredCarried(), leastPeople());
    }

    @Unscoped("a rule")
    public int leastPeople() {
        return Sql.of("SELECT people FROM tip_rule WHERE cancelled_at IS NULL AND valid_from <= current_date ORDER BY valid_from DESC LIMIT 1")
                .first(dataSource, row -> row.getInt(1)).orElseThrow();
    }

    static TipView.Listed listed(ResultSet row) throws SQLException {
        return new TipView.Listed(row.getObject("id", UUID.class), row.getString("kind"), row.getString("state"),
                row.getObject("received_on", LocalDate.class), row.getObject("left_in", UUID.class), row.getBoolean("answer_due"));
    }

    private static Sql of(String select, Asked asked) {
        Sql sql = Sql.of(select + " FROM tips.release r JOIN unit_ref u ON u.id = r.unit_id WHERE true").given(asked.unit(), "AND r.unit_id = ?");
        if (asked.below() != null) {
            sql.add("AND u.path >= ? AND u.path < ?", asked.below().from(), asked.below().to());
        }
        if (asked.year() != null) {
            sql.add("AND r.month >= ? AND r.month < ?", LocalDate.of(asked.year(), 1, 1), LocalDate.of(asked.year() + 1, 1, 1));
        }
        return sql;
    }

    private TipView.Counts counts(Sql sums) {
        return TipView.Counts.of(sums.first(dataSource, OutcomeCounts::of).orElseThrow());
    }

    private static YearMonth month(ResultSet row, int column) throws SQLException {
        return YearMonth.from(row.getObject(column, LocalDate.class));
    }
}

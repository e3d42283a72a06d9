package org.doanket.servicemap.point;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;
import org.doanket.servicemap.hours.HoursService;
import org.doanket.servicemap.hours.ScheduleView;

/** Points that are or were open for everybody; planned ones for those in whose subtree they are. */
@ApplicationScoped
@Transactional
public class ServicePointQueries {

    /** How far the hours of a point p can be relied on. Of most points nobody has ever told anything. */
    public static final String TRUST =
            "CASE WHEN EXISTS (SELECT FROM found_closed c WHERE c.point_id = p.id) THEN trust_of(p.id, p.last_verified_at) ELSE 1 END AS trust";

    /** Of points p on a day: not those that were another row of one that was open then. */
    public static final String NOT_MERGED = "AND NOT EXISTS (SELECT FROM point_merge m JOIN service_point k ON k.id = m.kept_id WHERE m.dropped_id = p.id "
            + "AND k.open_during @> ?::date)";

    private static final int BATCH = 1_000;
    /** Hours are judged here and not in SQL: how many rows one page may look at before it hands over to the next. */
    private static final int MOST_LOOKED_AT = 20_000;

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final HoursService hours;

    ServicePointQueries(AgroalDataSource dataSource, UnitTree tree, HoursService hours) {
        this.dataSource = dataSource;
        this.tree = tree;
        this.hours = hours;
    }

    public Optional<ServicePointView> find(UnitScope scope, UUID id) {
        return PointRows.select(scope).add("AND p.id = ?", id).first(dataSource, PointRows::view);
    }

    /** As one who reads the public map sees it. */
    @Unscoped("takes the scope of the caller, or of nobody")
    public Optional<ServicePointView> shownTo(Caller caller, UUID id) {
        return find(PublicScope.of(caller), id);
    }

    public Optional<SiteView> findSite(UnitScope scope, UUID id) {
        // A place is public as soon as something is to be found in it.
        return Sql.of("SELECT " + PointRows.SITE + " FROM site s WHERE s.id = ? AND ((s.path >= ? AND s.path < ?) OR EXISTS ("
                        + "SELECT 1 FROM service_point p WHERE p.site_id = s.id AND p.open_during <> '{}'))", id, scope.from(), scope.to())
                .first(dataSource, PointRows::site);
    }

    /** The point that was kept where this one was merged away, after however many merges. */
    @Unscoped("where a public point went is public")
    public Optional<UUID> keptInstead(UUID id) {
        return keptInstead("point_merge", id);
    }

    /** The row of the same point that was kept, whether or not that was merged away later. */
    @Unscoped("as above")
    Optional<UUID> mergedInto(UUID id) {
        return Sql.of("SELECT kept_id FROM point_merge WHERE dropped_id = ?", id).first(dataSource, row -> row.getObject(1, UUID.class));
    }

    @Unscoped("as above")
    public Optional<UUID> siteKeptInstead(UUID id) {
        return keptInstead("site_merge", id);
    }

    private Optional<UUID> keptInstead(String merges, UUID id) {
        // No rings: what was merged away is never kept or merged again.
        return Sql.of("WITH RECURSIVE went (id) AS (SELECT kept_id FROM " + merges + " WHERE dropped_id = ? UNION ALL SELECT m.kept_id FROM went w "
                        + "JOIN " + merges + " m ON m.dropped_id = w.id) SELECT w.id FROM went w WHERE NOT EXISTS (SELECT FROM " + merges + " m "
                        + "WHERE m.dropped_id = w.id)", id)
                .first(dataSource, row -> row.getObject(1, UUID.class));
    }

    Page<ServicePointView> list(UnitScope scope, PointFilter filter, PageRequest page) {
        Cursor after = page.after(1);
        UUID last = after == null ? null : after.uuid(0);
        if (filter.openAt() == null) {
            return Page.cut(read(scope, filter, last, page.limit + 1), page.limit, PointRows::cursor);
        }
        List<ServicePointView> open = new ArrayList<>();
        for (int seen = 0; open.size() <= page.limit; seen += BATCH) {
            List<ServicePointView> batch = read(scope, filter, last, BATCH);
            batch.stream().filter(point -> isOpen(point, filter)).forEach(open::add);
            if (batch.size() < BATCH) {
                break;
            }
            last = batch.get(BATCH - 1).id();
            if (seen + BATCH >= MOST_LOOKED_AT && open.size() <= page.limit) {
                return new Page<>(open, Cursor.of(last).encode());
            }
        }
        return Page.cut(open.subList(0, Math.min(open.size(), page.limit + 1)), page.limit, PointRows::cursor);
    }

    /** All of them, in the order of their ids, a batch at a time. */
    void each(UnitScope scope, PointFilter filter, Consumer<ServicePointView> consumer) {
        UUID last = null;
        List<ServicePointView> batch;
        do {
            batch = read(scope, filter, last, BATCH);
            for (ServicePointView point : batch) {
                if (isOpen(point, filter)) {
                    consumer.accept(point);
                }
                last = point.id();
            }
        } while (batch.size() == BATCH);
    }

    private List<ServicePointView> read(UnitScope scope, PointFilter filter, UUID after, int limit) {
        Sql select = PointRows.select(scope);
        where(select, filter);
        return select.given(after, "AND p.id > ?").add("ORDER BY p.id LIMIT ?", limit).list(dataSource, PointRows::view);
    }

    private void where(Sql select, PointFilter filter) {
        if (filter.asOf() != null) {
            // A row that was merged away was the same place all along, wherever the kept one was open too.
            select.add("AND p.open_during @> ?::date " + NOT_MERGED, filter.asOf(), filter.asOf());
        } else if (!filter.isAnyState()) {
            select.add("AND p.state = ?", filter.state().code());
        }
        if (filter.unit() != null) {
            ofUnit(select, filter);
        }
        if (!filter.kinds().isEmpty()) {
            select.add("AND p.kind = ANY (?::text[])", (Object) filter.kinds().toArray(String[]::new));
        }
        if (!filter.amenities().isEmpty()) {
            select.add("AND p.amenities @> ?::text[]", (Object) filter.amenities().toArray(String[]::new));
        }
        select.given(filter.site(), "AND p.site_id = ?");
        if (filter.search() != null) {
            String[] patterns = PointRows.patterns(filter.search());
            select.add("AND (p.search_text LIKE ALL (?::text[]) OR s.search_text LIKE ALL (?::text[]))", patterns, patterns);
        }
        if (filter.box() != null) {
            PointRows.within(select, filter.box());
        }
    }

    private void ofUnit(Sql select, PointFilter filter) {
        UnitRef unit = tree.find(filter.unit()).orElseThrow(() -> Problem.notFound("unit"));
        if (!filter.isSubtree()) {
            select.add("AND p.unit_id = ?", unit.id());
        } else if (filter.asOf() == null) {
            UnitScope below = new UnitScope(unit.id(), unit.path());
            select.add("AND p.path >= ? AND p.path < ?", below.from(), below.to());
        } else {
            UnitScope below = new UnitScope(unit.id(), tree.pathAsOf(unit.id(), filter.asOf())
                    .orElseThrow(() -> Problem.notFound("unit")));
            select.add("AND EXISTS (SELECT 1 FROM unit_placement w WHERE w.unit_id = p.unit_id AND w.path >= ? AND w.path < ? "
                            + "AND w.valid_from <= ? AND (w.valid_to IS NULL OR w.valid_to > ?))",
                    below.from(), below.to(), filter.asOf(), filter.asOf());
        }
    }

    private boolean isOpen(ServicePointView point, PointFilter filter) {
        if (filter.openAt() == null) {
            return true;
        }
        ScheduleView schedule = hours.schedule(point.hours(), point.site().jurisdiction());
        return schedule != null && schedule.isOpen(filter.openAt());
    }
}

package org.doanket.campaign.plan;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.UnitEnd;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** How targets are shared out. */
@ApplicationScoped
@Transactional
public class AllocationQueries {

    private final AgroalDataSource dataSource;

    AllocationQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public AllocationView of(UnitScope scope, UUID target) {
        List<AllocationView.Share> shares = Sql.of("SELECT a.*, u.code, u.name, u.valid_to, u.successors, c.id AS own, c.planned AS set, t.direction "
                + "FROM target_allocation a JOIN unit_ref u ON u.id = a.unit_id JOIN target t ON t.id = a.target_id LEFT JOIN LATERAL (SELECT c.id, c.planned FROM target c "
                + "WHERE c.parent_id = a.target_id AND c.unit_id = a.unit_id ORDER BY c.id LIMIT 1) c ON true "
                + "WHERE a.target_id = ? AND u.path >= ? AND u.path < ? ORDER BY u.path", target, scope.from(), scope.to())
                .list(dataSource, row -> {
                    BigDecimal planned = row.getBigDecimal("planned");
                    BigDecimal set = row.getBigDecimal("set");
                    return new AllocationView.Share(row.getObject("unit_id", UUID.class), row.getString("code"), row.getString("name"),
                            RollUp.plain(planned), RollUp.plain(row.getBigDecimal("base")), row.getObject("own", UUID.class), RollUp.plain(set),
                            fallsShort(row.getString("direction"), planned, set), UnitEnd.of(row));
                });
        return Sql.of("SELECT t.* FROM target t JOIN unit_ref u ON u.id = t.unit_id WHERE t.id = ? AND u.path >= ? AND u.path < ?", target,
                scope.from(), scope.to()).first(dataSource, row -> new AllocationView(target, row.getString("code"),
                        RollUp.plain(row.getBigDecimal("planned")), RollUp.plain(row.getBigDecimal("kept")),
                        RollUp.plain(row.getBigDecimal("kept_base")), shares, row.getLong("version")))
                .orElseThrow(() -> Problem.notFound("target"));
    }

    static boolean fallsShort(String direction, BigDecimal share, BigDecimal set) {
        return set != null && ("up".equals(direction) ? set.compareTo(share) < 0 : set.compareTo(share) > 0);
    }
}

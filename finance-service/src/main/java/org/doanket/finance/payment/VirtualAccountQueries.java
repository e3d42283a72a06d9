package org.doanket.finance.payment;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class VirtualAccountQueries {

    private static final String ACCOUNTS = "SELECT v.*, m.id AS member FROM virtual_account v JOIN unit_ref u ON u.id = v.unit_id "
            + "LEFT JOIN member_ref m ON m.no = v.member_no WHERE u.path >= ? AND u.path < ?";

    private final AgroalDataSource dataSource;

    VirtualAccountQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Optional<VirtualAccountView> account(UnitScope scope, UUID id) {
        return Sql.of(ACCOUNTS, scope.from(), scope.to()).add("AND v.id = ?", id).first(dataSource, VirtualAccountView::of);
    }

    public Page<VirtualAccountView> accounts(UnitScope range, UUID only, UUID member, PageRequest page) {
        Cursor after = page.after(1);
        List<VirtualAccountView> rows = Sql.of(ACCOUNTS, range.from(), range.to()).given(only, "AND v.unit_id = ?").given(member,
                "AND m.id = ?")
                .given(after == null ? null : after.uuid(0), "AND v.id < ?").add("ORDER BY v.id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, VirtualAccountView::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    void tell(@Observes PersonalData asked) {
        asked.select("virtualAccounts", """
                SELECT v.masked AS number, u.code AS "unitCode", v.created_at AS "createdAt", v.ended_at AS "endedAt"
                  FROM virtual_account v JOIN member_ref m ON m.no = v.member_no LEFT JOIN unit_ref u ON u.id = v.unit_id WHERE m.id = ?
                 ORDER BY v.id""", asked.person());
    }
}

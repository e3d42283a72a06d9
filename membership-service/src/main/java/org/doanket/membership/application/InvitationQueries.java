package org.doanket.membership.application;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@ApplicationScoped
@Transactional
public class InvitationQueries {

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final String publicAddress;

    InvitationQueries(AgroalDataSource dataSource, UnitTree tree, @ConfigProperty(name = "doanket.public-url") String publicAddress) {
        this.dataSource = dataSource;
        this.tree = tree;
        this.publicAddress = publicAddress;
    }

    public InvitationView one(UnitScope scope, UUID id) {
        return within(scope).add("AND i.id = ?", id).first(dataSource, row -> InvitationView.of(row, publicAddress))
                .orElseThrow(() -> Problem.notFound("application-invitation"));
    }

    /** The newest first. @param unit with all below it; null: all that the caller reaches */
    public Page<InvitationView> list(UnitScope scope, UUID unit, PageRequest page) {
        UnitScope range = unit == null ? scope : new UnitScope(unit, tree.require(unit, scope).path());
        Cursor after = page.after(1);
        return Page.cut(within(range).given(after == null ? null : after.uuid(0), "AND i.id < ?").add("ORDER BY i.id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, row -> InvitationView.of(row, publicAddress)), page.limit, invitation -> Cursor.of(invitation.id()));
    }

    private static Sql within(UnitScope range) {
        return Invitation.SELECT.get().add("JOIN unit u ON u.id = i.unit_id WHERE u.path >= ? AND u.path < ?", range.from(), range.to());
    }
}

package org.doanket.campaign;

import java.util.UUID;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/**
 * {@code ?unit=} alone is that unit, {@code &scope=subtree} all below it too, and neither is all that the caller may see.
 * The statement must join {@code unit_ref u}: paths are compared as they are now, so a unit that moved counts at once where
 * it is.
 */
public record Subtree(UUID unit, UnitScope range) {

    /** @throws org.doanket.platform.error.Problem 404 when the unit is not within the caller's scope */
    public static Subtree of(UnitTree tree, UnitScope scope, UUID unit, String wanted) {
        if (unit == null) {
            return new Subtree(null, scope);
        }
        UnitRef ref = tree.require(unit, scope);
        return "subtree".equals(wanted) ? new Subtree(null, new UnitScope(ref.id(), ref.path())) : new Subtree(ref.id(), scope);
    }

    public static Subtree of(UnitTree tree, UnitScope scope, ListFilter filter) {
        return of(tree, scope, filter.unit, filter.scope);
    }

    public Sql narrow(Sql select) {
        return select.given(unit, "AND u.id = ?").add("AND u.path >= ?", range.from()).add("AND u.path < ?", range.to());
    }
}

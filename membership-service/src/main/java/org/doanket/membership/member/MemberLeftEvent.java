package org.doanket.membership.member;

import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.sql.Sql;

/**
 * Memberships may be over, lie in another unit now, or give other rights, by whichever way: what rests on them and is kept by other features
 * ends too, in the transaction of this connection. It is the worker's and sees all, also what the officer who did it may not see.
 *
 * @param members some hundreds at once, of most of whom nothing is to end: who hears it looks with one statement for those of whom something is
 */
public record MemberLeftEvent(List<UUID> members, Connection connection) {

    /** For {@code ANY (?::uuid[])}. */
    public String[] column() {
        return Sql.column(members, member -> member);
    }
}

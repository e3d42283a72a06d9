package org.doanket.membership.member;

import java.util.List;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Who is looked for: where, by what is known of them, by which words of the name, and whether those too whose file is restricted. */
record MemberSought(UnitScope range, MemberQueries.Filter filter, List<String> words, byte[] phoneEnd, boolean withRestricted) {

    static MemberSought of(UnitScope range, MemberQueries.Filter filter, boolean withRestricted, FieldVault vault) {
        return new MemberSought(range, filter, NameWords.of(filter.q), PhoneEnd.of(vault, filter.phoneEnd), withRestricted);
    }

    /** Members {@code m} of these units, by what an index leads to. */
    Sql known(Sql sql) {
        sql.add("WHERE m.path >= ? AND m.path < ?", range.from(), range.to());
        if (filter.unit != null && filter.scope == null) {
            sql.add("AND m.path = ?", range.path()); // and not by the unit's id: the index by path has the names in order
        }
        return by(sql);
    }

    private Sql by(Sql sql) {
        return byNumber(sql.given(filter.status, "AND m.status = ?").given(filter.category, "AND m.category = ?"));
    }

    /** What is not dated and has one member or a few. */
    Sql byNumber(Sql sql) {
        sql.given(filter.code, "AND m.code = ?").given(filter.card, "AND m.card_number = ?");
        return phoneEnd == null ? sql : sql.add("AND m.phone_end BETWEEN ? AND ?", phoneEnd, PhoneEnd.last(phoneEnd));
    }

    /** Those of them who are meant: without a status whose membership goes on. */
    Sql meant(Sql sql) {
        known(sql);
        if (filter.status == null) {
            sql.add("AND m.ended_on IS NULL");
        }
        return withRestricted ? sql : sql.add("AND m.restricted_since IS NULL");
    }

    /** What was asked for of members whose units are told apart already, and of whom none has ended. */
    Sql narrow(Sql sql) {
        NameWords.narrow(by(sql), "m.search_name", words);
        return withRestricted ? sql : sql.add("AND m.restricted_since IS NULL");
    }

    /** Whether by what is not dated. */
    boolean isByNameOrNumber() {
        return !words.isEmpty() || isByNumber();
    }

    boolean isByNumber() {
        return filter.code != null || filter.card != null || phoneEnd != null;
    }

    /** All that was asked for. */
    Sql whole(Sql sql) {
        return NameWords.narrow(meant(sql), "m.search_name", words);
    }

    List<String> wordsBut(String one) {
        return words.stream().filter(word -> !word.equals(one)).toList();
    }
}

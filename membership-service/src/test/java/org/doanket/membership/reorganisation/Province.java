package org.doanket.membership.reorganisation;

import io.agroal.api.AgroalDataSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.Rosters;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.fuzz.Fuzz;

/** A generated province: unions by code with their members, founded by one act and filled by one roster. Looked at on the worker's login. */
final class Province {

    /** After the other tests: the hundred thousand facts of a whole province take the relay a while, and who waits for a few would wait behind them. */
    static final int LATE = Fuzz.LAST + 1;

    final UUID id = Api.unit("provincial-federation", null);
    final String code = Acts.code(id);
    private final AgroalDataSource worker;
    private final List<Map<String, Object>> foundings = new ArrayList<>();
    private final Map<String, Integer> members = new LinkedHashMap<>();

    Province(AgroalDataSource worker) {
        this.worker = worker;
    }

    Province with(String unit, String kind, String parent, int count) {
        foundings.add(Acts.found(unit, kind, parent, "validFrom", "2021-01-01"));
        members.put(unit, count);
        return this;
    }

    void settle() {
        Acts founding = new Acts(id, "2021-01-01");
        Acts.done(founding.send(foundings).statusCode(201).extract().<String>path("id"));
        StringBuilder roster = new StringBuilder("Họ và tên,Mã đơn vị,Ngày kết nạp\n");
        members.forEach((unit, count) -> {
            for (int i = 0; i < count; i++) {
                roster.append("Nguyễn Văn ").append(i).append(',').append(unit).append(",2021-01-15\n");
            }
        });
        Rosters rosters = new Rosters(id);
        rosters.commit(rosters.checked(roster.toString()));
    }

    /** Spreads a total over parts of different size that add up to it. */
    static int[] shares(int total, int parts) {
        int[] shares = new int[parts];
        for (int i = 0; i < parts; i++) {
            shares[i] = (int) ((long) total * (i + 1) / parts - (long) total * i / parts);
        }
        for (int i = 0; i + 1 < parts; i += 2) {
            int moved = shares[i] * (i % 7) / 10;
            shares[i] -= moved;
            shares[i + 1] += moved;
        }
        return shares;
    }

    /** How many unions stood below the province that day. */
    long standing(String day) {
        return count("SELECT count(*) FROM unit_placement p, unit h WHERE h.id = ? AND p.path > h.path AND p.path < " + END + " AND p.valid_from <= ?::date "
                + "AND (p.valid_to IS NULL OR p.valid_to > ?::date)", id, day, day);
    }

    long members(String status) {
        return count("SELECT count(*) FROM member m, unit h WHERE h.id = ? AND m.path >= h.path AND m.path < " + END + " AND m.status = ?", id, status);
    }

    /** Where each living union stands, and how many members it has. */
    Map<String, String> picture() {
        Map<String, String> picture = new TreeMap<>();
        Sql.of("SELECT u.code, p.code AS parent, count(m.id) AS members, min(m.joined_on) AS since FROM unit h "
                + "JOIN unit u ON u.path > h.path AND u.path < " + END + " JOIN unit p ON p.id = u.parent_id "
                + "LEFT JOIN member m ON m.unit_id = u.id AND m.ended_on IS NULL AND m.path = u.path WHERE h.id = ? AND u.valid_to IS NULL "
                + "AND u.path = p.path || u.number || '/' GROUP BY u.code, p.code", id)
                .list(worker, row -> picture.put(row.getString(1), row.getString(2) + " " + row.getLong(3) + " " + row.getString(4)));
        return picture;
    }

    /** Units and members whose history does not have as many entries as their version says. */
    long gaps() {
        return count("SELECT (SELECT count(*) FROM unit u, unit h WHERE h.id = ? AND u.path > h.path AND u.path < " + END
                + " AND u.version <> (SELECT count(*) FROM unit_event e WHERE e.unit_id = u.id)) + (SELECT count(*) FROM member m, unit h "
                + "WHERE h.id = ? AND m.path > h.path AND m.path < " + END
                + " AND m.version <> (SELECT count(*) FROM member_event e WHERE e.member_id = m.id))", id, id);
    }

    long count(String query, Object... values) {
        return Sql.of(query, values).first(worker, row -> row.getLong(1)).orElseThrow();
    }

    private static final String END = "substr(h.path, 1, length(h.path) - 1) || '0'";
}

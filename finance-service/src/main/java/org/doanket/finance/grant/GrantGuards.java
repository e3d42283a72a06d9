package org.doanket.finance.grant;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.grant.GrantView.Grant;
import org.doanket.platform.error.Fault;
import org.doanket.platform.money.Money;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;

/**
 * Whether so many people of a unit may have a grant: each for himself, the share of members, and the quotas of the unit and of all above
 * it.
 * Counted is what was submitted, approved or paid. Asked under the lock of the kind and year, set by set and by the worker's login: what a
 * member has had where he was before counts too, though the caller does not see it.
 */
@ApplicationScoped
class GrantGuards {

    private static final String COUNTED = "a.code = ? AND a.year = ? AND a.state IN ('submitted', 'approved', 'paid') AND a.id <> ALL "
            + "(?::uuid[])";
    private static final String ACTIVE = "s.valid_from <= ? AND (s.valid_to IS NULL OR s.valid_to > ?) AND s.status IN (SELECT status "
            + "FROM owing_status)";
    private static final String PEOPLE = "WITH c AS (SELECT x.member, x.amount, x.place FROM unnest(?::uuid[], ?::bigint[]) WITH "
            + "ORDINALITY AS x (member, amount, place)) SELECT c.place - 1 AS place, c.amount, m.unit_id, EXISTS (SELECT FROM member_span "
            + "s WHERE s.member_no = m.no AND " + ACTIVE + ") AS is_active, row_number() OVER (PARTITION BY c.member ORDER BY c.place) AS "
            + "nth, coalesce(u.amount, 0)::bigint AS used, coalesce(u.times, 0) AS times FROM c LEFT JOIN member_ref m ON m.id = c.member "
            + "LEFT JOIN LATERAL (SELECT sum(a.cash + a.in_kind) AS amount, count(*) AS times FROM grant_application a WHERE a.member_no "
            + "= m.no AND " + COUNTED + ") u ON true ORDER BY c.place";
    private static final String SHARE = "SELECT (SELECT count(DISTINCT s.member_no) FROM member_span s WHERE s.unit_id = ? AND " + ACTIVE
            + ") AS members, (SELECT count(*) FROM (SELECT m.id FROM grant_application a JOIN member_ref m ON m.no = a.member_no WHERE "
            + "a.unit_id = ? AND " + COUNTED + " UNION SELECT unnest(?::uuid[])) b) AS beneficiaries";
    private static final String QUOTAS = "SELECT u.name, q.amount, q.people, g.used, g.people AS beneficiaries FROM unit_ref u "
            + "JOIN LATERAL (SELECT amount, people FROM grant_quota WHERE unit_id = u.id AND code = ? AND year = ? ORDER BY no DESC LIMIT "
            + "1) q ON true JOIN LATERAL (SELECT coalesce(sum(b.amount), 0)::bigint AS used, count(DISTINCT b.member) AS people FROM ("
            + "SELECT m.id AS member, a.cash + a.in_kind AS amount FROM grant_application a JOIN member_ref m ON m.no = a.member_no "
            + "JOIN unit_ref x ON x.id = a.unit_id WHERE x.path >= u.path AND x.path < left(u.path, -1) || '0' AND " + COUNTED
            + " UNION ALL SELECT * FROM unnest(?::uuid[], ?::bigint[])) b) g ON true WHERE starts_with(?, u.path) ORDER BY length(u.path)";

    /** Into January is applied for what December brought. */
    private static final int DAYS_BACK = 31;

    /** @param pointer where the request names the person */
    record Candidate(String pointer, UUID member, long cash, long inKind) {

        long amount() {
            return cash + inKind;
        }
    }

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;

    GrantGuards(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker) {
        this.dataSource = dataSource;
        this.worker = worker;
    }

    /** Until the transaction ends nobody else counts grants of this kind and year, and so nobody counts what is just being decided. */
    void lock(String code, int year) {
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?, 7))", "grants " + code + ' ' + year).run(dataSource);
    }

    /**
     * What a year left of a person's most or of a quota is not given out once the year is over, but for what its last days brought. A year to come
     * is paid in that year.
     */
    static void requireOpenYear(LocalDate on, LocalDate today) {
        if (on.getYear() < today.minusDays(DAYS_BACK).getYear()) {
            throw GrantProblems.yearOver(on.getYear());
        }
    }

    /** Everything that is wrong. @param without applications that are the candidates themselves, and not to be counted twice */
    List<Fault> faults(UnitRef unit, Grant grant, int year, LocalDate on, List<Candidate> candidates, List<UUID> without) {
        List<Fault> faults = new ArrayList<>();
        String[] members = Sql.column(candidates, Candidate::member);
        String[] amounts = Sql.column(candidates, Candidate::amount);
        String[] ids = Sql.column(without, id -> id);
        Sql.of(PEOPLE, members, amounts, on, on, grant.code(), year, ids).list(worker, row -> {
            String pointer = candidates.get(row.getInt("place")).pointer();
            long most = grant.personYear() == null ? Long.MAX_VALUE : grant.personYear().amount();
            add(faults, !unit.id().equals(row.getObject("unit_id", UUID.class)), pointer, "member-unknown", Map.of());
            add(faults, unit.id().equals(row.getObject("unit_id", UUID.class)) && !row.getBoolean("is_active"), pointer, "grant-not-active",
                    Map.of());
            add(faults, row.getLong("nth") > 1, pointer, "member-twice", Map.of());
            add(faults, row.getLong("used") + row.getLong("amount") > most, pointer, "grant-person-year",
                    places(grant, Map.of("most", most, "used", row.getLong("used"))));
            add(faults, grant.personTimes() != null && row.getLong("times") >= grant.personTimes(), pointer, "grant-person-times",
                    places(grant, Map.of("most", String.valueOf(grant.personTimes()))));
            return true;
        });
        if (grant.share() != null) {
            Sql.of(SHARE, unit.id(), on, on, unit.id(), grant.code(), year, ids, members).list(worker, row -> {
                long most = grant.share().floorOf(row.getLong("members"));
                add(faults, row.getLong("beneficiaries") > most, "", "grant-share",
                        places(grant, Map.of("most", most, "members", row.getLong("members"), "wanted", row.getLong("beneficiaries"))));
                return true;
            });
        }
        Sql.of(QUOTAS, grant.code(), year, grant.code(), year, ids, members, amounts, unit.path()).list(worker, row -> {
            Long amount = row.getObject("amount", Long.class);
            Integer people = row.getObject("people", Integer.class);
            add(faults, amount != null && row.getLong("used") > amount, "", "grant-quota", Map.of("unit", row.getString("name"), "year",
                    String.valueOf(year), "most", amount == null ? 0 : amount, "wanted", row.getLong("used")));
            add(faults, people != null && row.getLong("beneficiaries") > people, "", "grant-quota-people",
                    Map.of("unit", row.getString("name"), "year", String.valueOf(year), "most", people == null ? 0 : people, "wanted",
                    row.getLong("beneficiaries")));
            return true;
        });
        return faults;
    }

    /** What one person gets of it: as the rule says, or at most so much. What is wrong is not reckoned with any further. */
    static Money part(List<Fault> faults, String pointer, Grant grant, Money wanted, Money ruled) {
        if (wanted == null) {
            return ruled;
        }
        int before = faults.size();
        boolean isFixed = grant.method().equals("fixed");
        add(faults, !wanted.currency().equals(ruled.currency()), pointer + "/currency", "other-currency", Map.of("currency", ruled.currency()));
        add(faults, wanted.amount() < 0, pointer + "/amount", "positive-or-zero", Map.of());
        add(faults, isFixed ? wanted.amount() != ruled.amount() : wanted.amount() > ruled.amount(), pointer + "/amount",
                isFixed ? "grant-fixed" : "grant-at-most", places(grant, Map.of("most", ruled.amount())));
        return faults.size() == before ? wanted : ruled;
    }

    private static Map<String, Object> places(Grant grant, Map<String, ?> more) {
        Map<String, Object> places = new HashMap<>(more);
        places.put("rule", grant.citation());
        return places;
    }

    private static void add(List<Fault> faults, boolean isFault, String pointer, String code, Map<String, ?> places) {
        if (isFault) {
            faults.add(Fault.at(pointer, code, places));
        }
    }
}

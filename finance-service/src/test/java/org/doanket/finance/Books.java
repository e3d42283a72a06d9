package org.doanket.finance;

import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.Tokens;

/** Entries that some feature has booked, for tests of what follows from them. */
@ApplicationScoped
public class Books {

    private final Federation federation;

    Books(Federation federation) {
        this.federation = federation;
    }

    public UUID post(UUID unit, String kind, String day, String debit, long amount, String credit) {
        UUID id = UUID.randomUUID();
        federation.transaction(connection -> Sql.of("WITH e AS (INSERT INTO journal_entry (id, unit_id, kind, effective_date, recorded_by) "
                + "VALUES (?, ?, ?, ?::date, 't') RETURNING no, unit_id, effective_date) INSERT INTO posting SELECT no, l.line, unit_id, "
                + "effective_date, l.account, l.amount, 'VND' FROM e, (VALUES (1, ?, ?::bigint), (2, ?, ?::bigint)) l (line, account, "
                + "amount)",
                id, unit, kind, day, debit, amount, credit, -amount).run(connection));
        return id;
    }

    /** Somebody else of the same office: who checks what a treasurer has made. */
    public static RequestSpecification another(UUID unit) {
        return Api.with(Tokens.of("treasurer").unit(unit).subject("another")).header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json");
    }
}

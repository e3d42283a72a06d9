package org.doanket.membership.reorganisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.membership.reorganisation.Acts.step;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.doanket.membership.member.Million;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * One act over 2,688 unions with a million members: 500 end with theirs, all others move to a commune of another province. Beside it one
 * bare UPDATE of the paths of as many members. Run: {@code -Dtest=ReorganisationBenchmark -Dbenchmark=1000000}.
 */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
@EnabledIfSystemProperty(named = "benchmark", matches = "\\d+")
class ReorganisationBenchmark {

    private static final int UNIONS = 8;
    private static final int ENDED = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    @Inject
    FieldVault vault;

    @Test
    void anActOverTheWholeRegister() throws SQLException, IOException {
        int members = Integer.getInteger("benchmark");
        Million.fill(members, UNIONS, vault);
        List<Map<String, Object>> steps = steps();

        long begin = System.nanoTime();
        String act = new Acts(Million.ROOT, "2026-01-01").send(steps).statusCode(201).extract().path("id");
        double drafted = since(begin);
        begin = System.nanoTime();
        JsonPath seen = Acts.foresee(act);
        double foreseen = since(begin);
        assertThat(seen.getLong("breaches")).as("%s", Acts.findings(act)).isZero();
        JsonPath job = Acts.ended(Acts.execute(act, seen.getString("fingerprint")).statusCode(202).extract().path("job"), PATIENCE);
        assertThat(job.getString("state")).as("job %s", job.prettify()).isEqualTo("succeeded");
        double executed = Duration.between(OffsetDateTime.parse(job.getString("startedAt")), OffsetDateTime.parse(job.getString("finishedAt"))).toMillis() / 1e3;

        assertThat(count("SELECT count(*) FROM member m JOIN unit u ON u.id = m.unit_id AND u.path <> m.path")).isZero();
        assertThat(count("SELECT count(*) FROM unit u JOIN unit c ON c.id = u.parent_id WHERE u.path <> c.path || u.number || '/'")).isZero();
        begin = System.nanoTime();
        int bare = Sql.of("UPDATE member SET path = path || '1/' WHERE ended_on IS NULL").run(worker);
        double update = since(begin);
        System.out.printf("%n| steps | lines | draft | dry run | execution | bare UPDATE of %,d paths |%n|---|---|---|---|---|---|%n| %d | %s | %.1f s | %.1f s | %.1f s | %.1f s |%n%n",
                bare, steps.size(), seen.getMap("lines"), drafted, foreseen, executed, update);
    }

    /** Each union goes to the commune of the same number in the next province, but for every fifth, which ends. */
    private List<Map<String, Object>> steps() {
        List<Map<String, Object>> steps = new ArrayList<>();
        int ended = 0;
        for (int p = 0; p < Million.PROVINCES; p++) {
            for (int union = 0; union < Million.COMMUNES * UNIONS; union++) {
                String code = "BG" + Million.number(p, union / UNIONS, union % UNIONS, UNIONS);
                if (union % 5 == 0 && ended < ENDED) {
                    ended++;
                    steps.add(step("dissolve", code));
                } else {
                    steps.add(step("move", code, "parent", "BC" + ((p + 1) % Million.PROVINCES * Million.COMMUNES + union / UNIONS)));
                }
            }
        }
        return steps;
    }

    private long count(String query) {
        return Sql.of(query).first(worker, row -> row.getLong(1)).orElseThrow();
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}

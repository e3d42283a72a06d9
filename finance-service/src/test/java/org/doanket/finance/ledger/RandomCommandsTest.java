package org.doanket.finance.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/** Posts, reverses, closes and opens at once in several books; -Dledger.commands=10000 for the long run, -Dledger.seed=… for one that failed. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RandomCommandsTest {

    private static final int COMMANDS = Integer.getInteger("ledger.commands", 1_000);
    private static final long SEED = Long.getLong("ledger.seed", ThreadLocalRandom.current().nextLong());
    private static final int THREADS = 8;
    private static final String[] MONTHS = {"2025-01", "2025-02", "2025-03"};

    @Inject
    Federation federation;

    /** What a unit's cash should be by what its treasurers were answered. */
    private static final class Expected {
        final UUID unit;
        final AtomicLong cash = new AtomicLong();
        final ConcurrentHashMap<String, Long> entries = new ConcurrentHashMap<>();
        final Set<String> reversed = ConcurrentHashMap.newKeySet();

        Expected(UUID unit) {
            this.unit = unit;
        }
    }

    @Test
    void leavesTheInvariantsWhole() throws Exception {
        System.out.printf("random commands: %,d, seed %d%n", COMMANDS, SEED);
        List<Expected> books = IntStream.range(0, 4).mapToObj(i -> new Expected(federation.unit(null, "vn"))).toList();
        books.forEach(each -> {
            for (String month : MONTHS) {
                posted(each, month, 1);
            }
        });
        ConcurrentHashMap<String, AtomicInteger> outcomes = new ConcurrentHashMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Void>> ends = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Random random = new Random(SEED + thread);
                ends.add(pool.submit(() -> commands(books, random, outcomes)));
            }
            for (Future<Void> end : ends) {
                end.get();
            }
        } finally {
            pool.shutdownNow();
        }
        System.out.printf("random commands: %s%n", outcomes);
        assertThat(outcomes.keySet()).contains("post 201", "reverse 201", "close 200", "open 200");
        books.forEach(this::whole);
        assertThat(federation.number("SELECT count(*) FROM (SELECT FROM posting GROUP BY entry_no, currency HAVING sum(amount) <> 0) broken")).isZero();
    }

    private Void commands(List<Expected> books, Random random, Map<String, AtomicInteger> outcomes) {
        for (int i = 0; i < COMMANDS / THREADS; i++) {
            Expected book = books.get(random.nextInt(books.size()));
            String month = MONTHS[random.nextInt(MONTHS.length)];
            int kind = random.nextInt(100);
            String what = kind < 55 ? "post" : kind < 80 ? "reverse" : kind < 91 ? "close" : "open";
            Response answer = switch (what) {
                case "post" -> posted(book, month, 1 + random.nextInt(1_000_000));
                case "reverse" -> reverse(book, random);
                case "close" -> Books.close(book.unit, month);
                default -> Books.reopen(book.unit, month);
            };
            assertThat(answer.statusCode()).as("%s: %s", what, answer.asString()).isIn(200, 201, 409);
            outcomes.computeIfAbsent(what + " " + answer.statusCode(), key -> new AtomicInteger()).incrementAndGet();
        }
        return null;
    }

    private static Response posted(Expected book, String month, long amount) {
        Response answer = Books.post(book.unit, Books.income(book.unit, month + "-15", amount));
        if (answer.statusCode() == 201) {
            book.entries.put(answer.path("id"), amount);
            book.cash.addAndGet(amount);
        }
        return answer;
    }

    private static Response reverse(Expected book, Random random) {
        List<Map.Entry<String, Long>> entries = List.copyOf(book.entries.entrySet());
        Map.Entry<String, Long> entry = entries.get(random.nextInt(entries.size()));
        Response answer = Api.treasurer(book.unit).body(Map.of("on", "2025-02-20", "why", "random")).post("/journal-entries/"
                + entry.getKey() + "/reversal");
        if (answer.statusCode() == 201) {
            assertThat(book.reversed.add(entry.getKey())).as("reversed twice").isTrue();
            book.entries.put(answer.path("id"), -entry.getValue());
            book.cash.addAndGet(-entry.getValue());
        }
        return answer;
    }

    private void whole(Expected book) {
        assertThat(Api.balance(book.unit, "1111")).as("seed %d", SEED).isEqualTo(book.cash.get());
        assertThat(Api.balance(book.unit, "5111")).isEqualTo(-book.cash.get());
        assertThat(federation.number("SELECT count(*) FROM journal_entry WHERE unit_id = ?", book.unit)).isEqualTo(book.entries.size());
        JsonPath verified = Api.as("auditor", book.unit).get("/periods/verification?unit=" + book.unit).then().statusCode(200)
                .body("intact", equalTo(true)).extract().jsonPath();
        assertThat(verified.getLong("entries"))
                .isEqualTo(federation.number("SELECT count(*) FROM journal_entry e JOIN period p ON p.unit_id = e.unit_id "
                + "AND p.month = date_trunc('month', e.effective_date) WHERE p.status = 'closed' AND e.unit_id = ?", book.unit));
        assertThat(federation.number("SELECT count(*) FROM period p WHERE unit_id = ? AND status = 'open' AND EXISTS (SELECT FROM period l "
                + "WHERE l.unit_id = p.unit_id AND l.month > p.month AND l.status = 'closed')", book.unit)).as("closed in order").isZero();
    }
}

package org.doanket.finance.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.finance.Statements;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever treasurers of four guilds do to their books at once, by hand, in cash, by the bank and by runs, the books stay whole.
 * Ten thousand in the long tests (-Ddoanket.chaos=true); -Dcommands=… for another number, -Dseed=… for one that failed.
 */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RandomCommandsTest {

    private static final int COMMANDS = Integer.getInteger("commands", Boolean.getBoolean("doanket.chaos") ? 10_000 : 1_000);
    private static final long SEED = Long.getLong("seed", ThreadLocalRandom.current().nextLong());
    private static final int THREADS = 8;
    private static final int MEMBERS = 5;
    private static final String[] MONTHS = {"2025-08", "2025-09", "2025-10"};
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Inject
    Federation federation;

    private UUID province;
    private List<Guild> guilds;
    private final Map<String, AtomicInteger> outcomes = new ConcurrentHashMap<>();

    /** A guild, and what its cash should be by what its treasurers were answered. */
    private static final class Guild {
        final UUID unit;
        final String account = String.valueOf(System.nanoTime());
        final List<UUID> members = new ArrayList<>();
        final List<String> references = new ArrayList<>();
        final AtomicLong cash = new AtomicLong();
        final Map<String, Long> entries = new ConcurrentHashMap<>();
        final List<String> reversed = new CopyOnWriteArrayList<>();
        final Map<String, Long> cashReceipts = new ConcurrentHashMap<>();

        Guild(UUID unit) {
            this.unit = unit;
        }
    }

    private interface Command {
        void run(Guild guild, Random random) throws InterruptedException;
    }

    @BeforeEach
    void guilds() throws InterruptedException {
        province = federation.unit(null, "vn");
        guilds = IntStream.range(0, 4).mapToObj(i -> new Guild(federation.unit(province, "vn"))).toList();
        for (Guild guild : guilds) {
            Api.setAccount(guild.unit, guild.account);
            for (int i = 0; i < MEMBERS; i++) {
                guild.members.add(federation.member(guild.unit, "M" + i, "guild"));
            }
            for (String month : MONTHS) {
                guild.members.forEach(member -> federation.pay(member, month, "fixed_amount", 15_000));
                Api.runDues(guild.unit, month, "post");
                guild.members.forEach(member -> guild.references.add(Api.treasurer(guild.unit).body(Map.of("unit", guild.unit, "month",
                        month, "member", member)).post("/payment-requests").then().statusCode(201).extract().path("reference")));
                posted(guild, Books.income(guild.unit, month + "-15", 1_000_000), 1_000_000);
            }
        }
    }

    @Test
    void leavesTheInvariantsWhole() throws Exception {
        System.out.printf("random commands: %,d, -Dseed=%d%n", COMMANDS, SEED);
        long began = System.nanoTime();
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Void>> ends = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Random random = new Random(SEED + thread);
                ends.add(pool.submit(() -> {
                    for (int i = 0; i < COMMANDS / THREADS; i++) {
                        any(random.nextInt(100)).run(guilds.get(random.nextInt(guilds.size())), random);
                    }
                    return null;
                }));
            }
            for (Future<Void> end : ends) {
                end.get();
            }
        } finally {
            pool.shutdownNow();
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(federation.number("SELECT count(*) FROM job j JOIN unit_ref u "
                + "ON u.id = j.unit_id WHERE starts_with(u.path, ?) AND j.state IN ('waiting', 'running')", federation.path(province))).isZero());
        System.out.printf("random commands: %d s, %s%n", Duration.ofNanos(System.nanoTime() - began).toSeconds(), new TreeMap<>(outcomes));
        assertThat(outcomes.keySet()).as("seed %d", SEED).contains("post 201", "spend 201", "reverse 202", "approve 200", "cash 201",
                "undo cash 202", "bank succeeded", "run succeeded", "close 200", "open 200");
        guilds.forEach(this::whole);
        wholeTogether();
    }

    private Command any(int kind) {
        return kind < 26 ? this::income : kind < 37 ? this::spend : kind < 53 ? this::reverse : kind < 71 ? this::takeCash
                : kind < 76 ? this::undoCash : kind < 80 ? this::bank : kind < 82 ? this::run : kind < 90 ? this::close : this::open;
    }

    private void income(Guild guild, Random random) {
        long amount = 1 + random.nextInt(1_000_000);
        count("post", posted(guild, Books.income(guild.unit, day(random), amount), amount), 201, 409);
    }

    private void spend(Guild guild, Random random) {
        long amount = 1 + random.nextInt(400_000);
        Response answer = count("spend", posted(guild, Books.entry(guild.unit, day(random), Books.line("6111", amount, "VND"),
                Books.line("1111", -amount, "VND")), -amount), 201, 202, 409, 422);
        if (answer.statusCode() == 202) {
            String entry = decided(guild, answer);
            if (entry != null) {
                booked(guild, entry, -amount);
            }
        }
    }

    private void reverse(Guild guild, Random random) {
        List<Map.Entry<String, Long>> entries = List.copyOf(guild.entries.entrySet());
        Map.Entry<String, Long> entry = entries.get(random.nextInt(entries.size()));
        Response answer = count("reverse", Api.treasurer(guild.unit).body(Map.of("on", day(random), "why", "random"))
                .post("/journal-entries/" + entry.getKey() + "/reversal"), 201, 202, 409, 422);
        String reversal = answer.statusCode() == 201 ? answer.path("id") : answer.statusCode() == 202 ? decided(guild, answer) : null;
        if (reversal != null) {
            guild.reversed.add(entry.getKey());
            booked(guild, reversal, -entry.getValue());
        }
    }

    private void takeCash(Guild guild, Random random) {
        List<Object> payments = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            Map<String, Object> payment = new TreeMap<>(Map.of("member", guild.members.get(random.nextInt(MEMBERS)), "day", day(random),
                    "amount", Map.of("amount", 1 + random.nextInt(4_000), "currency", "VND")));
            if (random.nextBoolean()) {
                payment.put("months", List.of(MONTHS[random.nextInt(MONTHS.length)]));
            }
            payments.add(payment);
        }
        Response answer = count("cash", Api.treasurer(guild.unit).body(Map.of("unit", guild.unit, "payments", payments))
                .post("/cash-receipts"), 201, 409, 422);
        if (answer.statusCode() == 201) {
            answer.jsonPath().<Map<String, Object>>getList("receipts").forEach(each -> {
                long amount = ((Number) ((Map<?, ?>) each.get("amount")).get("amount")).longValue();
                guild.cashReceipts.put((String) each.get("id"), amount);
                guild.cash.addAndGet(amount);
            });
        }
    }

    private void undoCash(Guild guild, Random random) {
        List<Map.Entry<String, Long>> receipts = List.copyOf(guild.cashReceipts.entrySet());
        if (receipts.isEmpty()) {
            return;
        }
        Map.Entry<String, Long> receipt = receipts.get(random.nextInt(receipts.size()));
        Response answer = count("undo cash", Api.treasurer(guild.unit).body(Map.of("why", "random")).post("/cash-receipts/"
                + receipt.getKey() + "/reversal"), 202, 409);
        if (answer.statusCode() == 202 && decided(guild, answer) != null) {
            guild.reversed.add(receipt.getKey());
            guild.cash.addAndGet(-receipt.getValue());
        }
    }

    private void bank(Guild guild, Random random) throws InterruptedException {
        Statements.Line[] lines = IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(i -> new Statements.Line("R" + UUID.randomUUID(),
                random.nextInt(5) == 0 ? -1 - random.nextInt(3_000) : 1 + random.nextInt(8_000), random.nextInt(4) == 0 ? "khong ro"
                : guild.references.get(random.nextInt(guild.references.size())))).toArray(Statements.Line[]::new);
        JsonPath job = Api.loadStatement(guild.unit, "camt.053", "application/xml", Statements.camt(guild.account, lines));
        count("bank " + job.getString("state"));
    }

    /** With another sum for one of them, so that there is something to charge or to take back. */
    private void run(Guild guild, Random random) throws InterruptedException {
        String month = MONTHS[random.nextInt(MONTHS.length)];
        synchronized (guild) {
            federation.pay(guild.members.get(random.nextInt(MEMBERS)), month, "fixed_amount", 12_000 + random.nextInt(20_000));
        }
        count("run " + Api.runDues(guild.unit, month, "post").getString("state"));
    }

    private void close(Guild guild, Random random) {
        count("close", Books.close(guild.unit, MONTHS[random.nextInt(MONTHS.length)]), 200, 409);
    }

    private void open(Guild guild, Random random) {
        count("open", Books.reopen(guild.unit, MONTHS[random.nextInt(MONTHS.length)]), 200, 409);
    }

    private static Response posted(Guild guild, Map<String, Object> body, long amount) {
        Response answer = Books.post(guild.unit, body);
        if (answer.statusCode() == 201) {
            booked(guild, answer.path("id"), amount);
        }
        return answer;
    }

    private static void booked(Guild guild, String entry, long amount) {
        guild.entries.put(entry, amount);
        guild.cash.addAndGet(amount);
    }

    /** By a second person; what cannot be done any more is refused, so that it waits for nobody. @return the entry, or null */
    private String decided(Guild guild, Response waiting) {
        String proposal = "/entry-proposals/" + waiting.path("id");
        Response answer = count("approve", Books.other(guild.unit).post(proposal + "/approval"), 200, 409, 422);
        if (answer.statusCode() == 200) {
            return answer.path("entry");
        }
        count("refuse", Books.other(guild.unit).body(Map.of("why", "too late")).post(proposal + "/refusal"), 200);
        return null;
    }

    private Response count(String what, Response answer, Integer... expected) {
        assertThat(answer.statusCode()).as("%s: %s", what, answer.asString()).isIn((Object[]) expected);
        count(what + " " + answer.statusCode());
        return answer;
    }

    private void count(String outcome) {
        outcomes.computeIfAbsent(outcome, key -> new AtomicInteger()).incrementAndGet();
    }

    private static String day(Random random) {
        return MONTHS[random.nextInt(MONTHS.length)] + "-" + (10 + random.nextInt(18));
    }

    private void whole(Guild guild) {
        assertThat(Api.balance(guild.unit, "1111")).as("cash by what was answered, seed %d", SEED).isEqualTo(guild.cash.get());
        assertThat(federation.number("SELECT count(*) FROM (SELECT sum(sum(amount)) OVER (ORDER BY effective_date) AS balance FROM posting "
                + "WHERE unit_id = ? AND account = '1111' GROUP BY effective_date) b WHERE balance < 0", guild.unit))
                .as("days on which more cash was paid out than was there, seed %d", SEED).isZero();
        assertThat(guild.reversed).as("reversed twice, seed %d", SEED).doesNotHaveDuplicates();
        controls(guild.unit, "1388", "(SELECT coalesce(sum(m.assessed), 0) FROM unit_month m WHERE m.unit_id = u.id) "
                + "- (SELECT coalesce(sum(r.amount), 0) FROM receipt r WHERE r.unit_id = u.id AND r.stream = 'dues')");
        controls(guild.unit, "3385", "-(SELECT coalesce(sum(surplus), 0) FROM receipt WHERE unit_id = u.id)");
        controls(guild.unit, "1121", "(SELECT coalesce(sum(amount), 0) FROM bank_line WHERE unit_id = u.id AND source <> 'cash')");
        controls(guild.unit, "3384", "-(SELECT coalesce(sum(l.amount), 0) FROM bank_line l WHERE l.unit_id = u.id AND l.source <> 'cash' "
                + "AND NOT EXISTS (SELECT FROM receipt r WHERE r.line_no = l.no))");
        controls(guild.unit, "3381", "-(SELECT coalesce(sum(amount), 0) FROM income_share WHERE unit_id = u.id)");
        assertThat(federation.number("SELECT count(*) FROM unit_month m WHERE m.unit_id = ? AND m.dues_collected <> (SELECT "
                + "coalesce(sum(r.amount), 0) FROM receipt r WHERE r.unit_id = m.unit_id AND r.month = m.month AND r.stream = 'dues')",
                guild.unit)).as("collected is what was received, seed %d", SEED).isZero();
        assertThat(federation.number("SELECT count(*) FROM unit_month m WHERE m.unit_id = ? AND m.dues_collected * 30 / 100 <> (SELECT "
                + "coalesce(sum(s.amount), 0) FROM income_share s WHERE s.unit_id = m.unit_id AND s.month = m.month)", guild.unit))
                .as("30 %% of all that came went up, seed %d", SEED).isZero();
        Api.as("auditor", guild.unit).get("/unit-months/verification?unit=" + guild.unit).then().statusCode(200).body("intact", equalTo(true));
        String time = "?unit=" + guild.unit + "&from=2000-01-01&to=2999-12-31";
        assertThat(Api.as("auditor", guild.unit).get("/books/s11-h" + time).then().statusCode(200).extract().jsonPath().getLong("closing.amount"))
                .as("the book of cash, seed %d", SEED).isEqualTo(Api.balance(guild.unit, "1111"));
        assertThat(Api.as("auditor", guild.unit).get("/books/s12-h" + time).then().statusCode(200).extract().jsonPath().getLong("closing.amount"))
                .as("the book of the bank, seed %d", SEED).isEqualTo(Api.balance(guild.unit, "1121"));
        JsonPath verified = Api.as("auditor", guild.unit).get("/periods/verification?unit=" + guild.unit).then().statusCode(200)
                .body("intact", equalTo(true)).extract().jsonPath();
        assertThat(verified.getLong("entries"))
                .isEqualTo(federation.number("SELECT count(*) FROM journal_entry e JOIN period p ON p.unit_id = e.unit_id "
                + "AND p.month = date_trunc('month', e.effective_date) WHERE p.status = 'closed' AND e.unit_id = ?", guild.unit));
        assertThat(federation.number("SELECT count(*) FROM period p WHERE unit_id = ? AND status = 'open' AND EXISTS (SELECT FROM period l "
                + "WHERE l.unit_id = p.unit_id AND l.month > p.month AND l.status = 'closed')", guild.unit)).as("closed in order").isZero();
    }

    private void controls(UUID unit, String account, String subLedger) {
        long balance = Api.balance(unit, account);
        assertThat(balance).as("%s and its sub-ledger, seed %d", account, SEED).isEqualTo(federation.number("SELECT " + subLedger
                + " FROM unit_ref u WHERE u.id = ?", unit));
        assertThat(balance).as("%s as the sum of its postings", account).isEqualTo(federation.number("SELECT coalesce(sum(amount), 0) "
                + "FROM posting WHERE unit_id = ? AND account = ?", unit, account));
    }

    private void wholeTogether() {
        assertThat(Api.balance(province, "1387")).as("what is due from below, seed %d", SEED).isEqualTo(-guilds.stream()
                .mapToLong(guild -> Api.balance(guild.unit, "3381")).sum());
        assertThat(federation.number("SELECT count(*) FROM (SELECT FROM posting GROUP BY entry_no, currency HAVING sum(amount) <> 0) broken")).isZero();
        assertThat(federation.number("SELECT count(*) FROM (SELECT FROM journal_entry WHERE reverses_no IS NOT NULL GROUP BY reverses_no "
                + "HAVING count(*) > 1) twice")).isZero();
        assertThat(federation.number("SELECT count(*) FROM receipt r JOIN receipt x ON x.reverses_id = r.id WHERE x.amount <> -r.amount "
                + "OR x.surplus <> -r.surplus OR r.reverses_id IS NOT NULL")).as("taken back as it was, and only what stood").isZero();
    }
}

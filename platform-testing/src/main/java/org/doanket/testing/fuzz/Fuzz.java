package org.doanket.testing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.doanket.testing.Contracts;
import org.doanket.testing.Locations;

/**
 * Every operation of the running service's OpenAPI document, called with what a client should never send, by somebody with the
 * right role. Whatever comes, the answer is a problem to read or a success, soon, and never a defect; and no job that was begun on
 * the way ends in one. No operation is passed over: each is called for something that is there, and all but a few get past the
 * reading of what was sent. What is tried follows from the seed and from what was answered: {@code -Ddoanket.fuzz.seed=…} tries other
 * things, {@code -Ddoanket.fuzz.rounds=…} more of them ({@code ./test --chaos}: ten times as many), {@code -Ddoanket.fuzz.tell=true}
 * tells which operations no good call got through. It leaves rubbish behind and ends what it finds, so its test runs {@link #LAST}.
 */
public final class Fuzz {

    /** Its place among the tests of a service, which share one application and database: last but for those that leave so much that all after them is slow. */
    public static final int LAST = Integer.MAX_VALUE - 1;

    private static final long SEED = Long.getLong("doanket.fuzz.seed", 20_261_130);
    private static final int ROUNDS = Integer.getInteger("doanket.fuzz.rounds", Boolean.getBoolean("doanket.chaos") ? 10 : 1);
    private static final int TOLD_AT_MOST = 60;
    /** Of so many operations one at most needs what no good call can know: a signature, or a state that is gone again. */
    private static final int UNREAD = 20;
    /** How often more is tried what nothing has come of. */
    private static final int STUBBORN = 3;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Known known = new Known(random);
    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, JsonNode> bodies = new TreeMap<>();
    private final Map<String, String> faults = new LinkedHashMap<>();
    private final Map<String, Integer> answered = new TreeMap<>();
    private final Map<String, String> refused = new TreeMap<>();
    private final Map<String, Rows.Table> tables = new TreeMap<>();
    private final Map<String, String> excepted = new TreeMap<>();
    private final Set<String> real = new HashSet<>();
    private final Set<String> read = new HashSet<>();
    private UUID member;
    private DataSource worker;
    private int calls;

    /** @param id of the unit where things may be; the root is tried too */
    public Fuzz at(UUID id) {
        known.unit(id);
        return this;
    }

    /** Who calls for himself, where an operation is a member's own. */
    public Fuzz member(UUID id) {
        member = id;
        known.put("memberId", id.toString());
        return this;
    }

    /** A good file for an operation that takes files: bad ones are made of it as well. @param operation such as {@code POST /finance/v1/pay-records} */
    public Fuzz file(String operation, String content) {
        files.put(operation, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** A good body for an operation that takes one; bad ones are made of it, and of what the schema allows. @param operation such as {@code POST /map/v1/service-points} */
    public Fuzz body(String operation, Object content) {
        bodies.put(operation, new ObjectMapper().valueToTree(content));
        return this;
    }

    /** Something that is there and that no list tells of. @param above what stands in the places of the collection's address */
    public Fuzz has(String collection, Object id, Map<String, String> above) {
        known.place(collection, id.toString(), above);
        return this;
    }

    /** A word that a field or a place of this name may have. */
    public Fuzz knows(String name, String word) {
        known.put(name, word);
        return this;
    }

    /** Where things of a collection lie whose table is called otherwise. @param collection such as {@code /finance/v1/dues-rates} */
    public Fuzz rows(String collection, String table) {
        return rows(collection, table, null);
    }

    /** The same of what lies in others. @param parent the column that names what it lies in */
    public Fuzz rows(String collection, String table, String parent) {
        tables.put(collection, new Rows.Table(table, parent));
        return this;
    }

    /** What cannot be reached here, and is by another test. */
    public Fuzz except(String operation, String why) {
        excepted.put(operation, why);
        return this;
    }

    /** The worker login's: what is there is looked up by it, and the jobs that were begun are seen to their end. */
    public Fuzz jobs(DataSource source) {
        worker = source;
        return this;
    }

    public void check() {
        System.out.printf("fuzz: seed %d%n", SEED);
        JsonNode document = Contracts.ofTheCode();
        List<Operation> operations = Operation.all(document);
        Values values = new Values(document, known, random);
        Tries tries = new Tries(values, known, random, new Bodies(values, random, new Nasty(random), files, bodies), member);
        Caller caller = new Caller(RestAssured.port);
        List<Operation> readsFirst = operations.stream().sorted(Comparator.comparing(each -> !each.method().equals("GET"))).toList();
        // Good calls, so that the bad ones meet something; twice, since some things need others to be there before.
        JobEnds jobs = worker == null ? null : new JobEnds(worker);
        if (worker != null) {
            Rows.park(worker);
        }
        for (int i = 0; i < 2; i++) {
            look(operations);
            readsFirst.forEach(each -> good(caller, tries, each));
        }
        for (int i = 0; i < STUBBORN; i++) {
            look(operations);
            readsFirst.stream().filter(each -> !real.contains(each.toString()) || !read.contains(each.toString())).forEach(each -> good(caller, tries, each));
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (Operation operation : operations) {
                for (int i = tries.count(operation); i > 0; i--) {
                    judge(caller, operation, tries.bad(operation));
                }
            }
        }
        List<String> reached = operations.stream().map(Operation::toString).filter(known.succeeded()::contains).toList();
        List<String> unreal = operations.stream().map(Operation::toString).filter(each -> !real.contains(each)).toList();
        List<String> unread = operations.stream().map(Operation::toString).filter(each -> !read.contains(each)).toList();
        System.out.printf("fuzz: %d calls of %d operations, %d of which succeeded at least once, %d got past the reading, %d were of something there; "
                + "answers %s%n", calls, operations.size(), reached.size(), read.size(), real.size(), answered);
        if (Boolean.getBoolean("doanket.fuzz.tell")) {
            unreal.forEach(each -> System.out.println("fuzz: never of something there: " + each));
            unread.forEach(each -> System.out.println("fuzz: never past the reading: " + each + ' ' + refused.get(each)));
            operations.stream().map(Operation::toString).filter(each -> !reached.contains(each) && read.contains(each))
                    .forEach(each -> System.out.println("fuzz: never succeeded: " + each + ' ' + refused.get(each)));
        }
        if (jobs != null) {
            faults.putAll(jobs.faults());
        }
        assertThat(faults.values().stream().limit(TOLD_AT_MOST)).as("what the fuzz with seed %d found (%d things)", SEED, faults.size()).isEmpty();
        assertThat(excepted.keySet()).as("operations that the document does not have").isSubsetOf(operations.stream().map(Operation::toString).toList());
        assertThat(unreal).as("operations that were called for nothing that there is").isSubsetOf(excepted.keySet());
        assertThat(unread).as("operations of which all that was sent was refused before it was read").hasSizeLessThan(operations.size() / UNREAD);
        assertThat(reached).as("operations that were reached at all").hasSizeGreaterThan(operations.size() * 3 / 5);
    }

    /** For what is there and was not told of. */
    private void look(List<Operation> operations) {
        if (worker == null) {
            return;
        }
        tables.forEach((collection, table) -> Rows.find(worker, table, collection, known));
        operations.stream().map(Operation::path).filter(path -> path.contains("/{id}")).map(path -> path.substring(0, path.indexOf("/{id}"))).distinct()
                .filter(collection -> !tables.containsKey(collection) && !known.isIn(collection))
                .forEach(collection -> Rows.find(worker, Rows.named(collection), collection, known));
    }

    /** A few times, until it works. */
    private void good(Caller caller, Tries tries, Operation operation) {
        for (int i = 0; i < 4; i++) {
            Call call = tries.good(operation);
            Answer answer = judge(caller, operation, call);
            if (answer.isSuccess()) {
                if (operation.isConditional()) {
                    // By now there is something: what a PUT makes anew nobody can have seen before.
                    judge(caller, operation, call.unconditional());
                }
                // As clients do that have lost the answer: the very same once more.
                judge(caller, operation, call);
                return;
            }
            refused.put(operation.toString(), "\n    " + call + "\n    " + answer);
        }
    }

    private Answer judge(Caller caller, Operation operation, Call call) {
        calls++;
        Answer answer = caller.send(call);
        answered.merge(String.valueOf(answer.status()), 1, Integer::sum);
        for (String fault : answer.faults(call)) {
            faults.putIfAbsent(operation + fault, operation + ": " + fault + "\n    " + call + "\n    " + answer);
        }
        if (call.isReal()) {
            real.add(operation.toString());
            if (answer.isSuccess() || answer.status() == 304 || answer.isAgainstARule()) {
                read.add(operation.toString());
            }
        }
        if (answer.isSuccess()) {
            known.learn(operation, call, answer);
            follow(caller, operation, call, answer);
        }
        answer.problem().ifPresent(problem -> known.put(problem.collection(), problem.code()));
        return answer;
    }

    /** To where the answer says that there is something now, as the same person. */
    private void follow(Caller caller, Operation operation, Call call, Answer answer) {
        Locations.of(answer.status(), answer.headers()).ifPresent(location -> {
            calls++;
            Answer there = caller.send(call.at(location));
            if (!Locations.isThere(there.status())) {
                String fault = there.status() + " at its Location";
                faults.putIfAbsent(operation + fault, operation + ": " + fault + ' ' + location + "\n    " + call + "\n    " + there);
            }
        });
    }

    static <T> T pick(SplittableRandom random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}

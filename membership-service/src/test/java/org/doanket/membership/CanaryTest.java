package org.doanket.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.membership.application.Joining;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/** A thousand people whose ids and telephone numbers nobody else has: none of these may be on a topic or in the log. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class CanaryTest {

    private static final int PEOPLE = 1_000;
    /** Not in the middle of hexadecimal digits: of the ids of a thousand facts one in two hundred runs has such digits by chance. */
    private static final Pattern CANARY = Pattern.compile("(?<![0-9a-f])(077700\\d{6}|07770\\d{5})(?![0-9a-f])|canary@");

    @Test
    void leavesNoTraceOfIdsAndNumbers() {
        Logger root = Logger.getLogger("");
        Memory memory = new Memory();
        root.addHandler(memory);
        try {
            Api.Tree tree = new Api.Tree();
            Rosters rosters = new Rosters(tree.commune);
            StringBuilder csv = new StringBuilder("Họ tên,CCCD,SĐT,Email\n");
            for (int i = 0; i < PEOPLE; i++) {
                csv.append("Người Mẫu ").append(i).append(String.format(",077700%06d,07770%05d,canary@example.org\n", i, i));
            }
            rosters.commit(rosters.checked(csv.toString()));
            refusedForTheSameId(tree);
            appliesAndIsFoundElsewhere(tree);
            rosters.checked(csv.append("Hỏng,0777001234567,0777x,canary@example\n").toString());

            await().atMost(Duration.ofSeconds(60)).until(() -> factsOf(tree).size() == PEOPLE);
            assertThat(factsOf(tree)).extracting(ConsumerRecord::value).noneMatch(CANARY.asPredicate());
            assertThat(factsOf(tree)).flatExtracting(fact -> Arrays.asList(fact.headers().toArray()))
                    .noneMatch(header -> CANARY.asPredicate().test(new String(header.value())));
            assertThat(memory.lines).isNotEmpty().noneMatch(CANARY.asPredicate());
        } finally {
            root.removeHandler(memory);
        }
    }

    private static void refusedForTheSameId(Api.Tree tree) {
        Api.officer().contentType("application/json").body(Map.of("unitId", tree.elsewhere, "fullName", "Người Khác", "joinedOn", "2020-01-01",
                "nationalId", "077700000001", "phone", "0777000001")).post("/members").then().statusCode(409);
        Api.officer().contentType("application/json").body("{\"nationalId\": \"077700000001\", \"joinedOn\": \"077700000001\"}")
                .post("/members").then().statusCode(400);
    }

    private static void appliesAndIsFoundElsewhere(Api.Tree tree) {
        Joining joining = new Joining(tree.elsewhere);
        Map<String, Object> person = Joining.person("077700000002");
        person.putAll(Map.of("phone", "0777000002", "email", "canary@example.org"));
        Joining.apply(joining.code(), person).statusCode(201);
        joining.admits(joining.newest()).statusCode(409);
        joining.does(joining.newest(), "transfer-proposal", Map.of("movesOn", "2025-01-01")).statusCode(200);
        person.put("nationalId", "0777000000029");
        Joining.apply(joining.code(), person).statusCode(422);
    }

    private static List<ConsumerRecord<String, String>> factsOf(Api.Tree tree) {
        return Contracts.told("member").stream().filter(fact -> fact.value().contains(tree.commune.toString())).toList();
    }

    /** All that is logged, with its parameters and what was thrown. */
    private static final class Memory extends Handler {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        Memory() {
            lines.add("begin");
        }

        @Override
        public void publish(LogRecord line) {
            String parameters = line.getParameters() == null ? "" : MessageFormat.format("{0}", Arrays.toString(line.getParameters()));
            lines.add(line.getMessage() + parameters);
            for (Throwable thrown = line.getThrown(); thrown != null; thrown = thrown.getCause()) {
                lines.add(String.valueOf(thrown.getMessage()));
            }
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing to close
        }
    }
}

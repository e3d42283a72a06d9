package org.doanket.membership.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.membership.Api;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Retellings;
import org.doanket.testing.TopicReader;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class UnitFactsTest {

    @Test
    void tellsTheWholeStateAtEachStep() {
        Api.Tree tree = new Api.Tree();
        Api.officer().contentType("application/merge-patch+json").header("If-Match", "\"v1\"")
                .body(Map.of("name", "Tên mới", "from", "2021-01-01", "actNumber", "1")).patch("/units/" + tree.grassRoots).then().statusCode(200);
        Api.officer().contentType("application/json").body(Map.of("parentId", tree.elsewhere, "from", "2022-01-01", "actNumber", "2"))
                .post("/units/" + tree.commune + "/moves").then().statusCode(200);
        Api.officer().contentType("application/json").body(Map.of("on", "2023-01-01", "actNumber", "3", "successors", List.of(tree.sibling)))
                .post("/units/" + tree.grassRoots + "/ending").then().statusCode(200);

        await().atMost(Duration.ofSeconds(30)).until(() -> factsOf(tree.grassRoots).size() == 4);

        List<ConsumerRecord<String, String>> facts = factsOf(tree.grassRoots);
        facts.forEach(Contracts::check);
        assertThat(facts).extracting(fact -> TopicReader.header(fact, "ce_type"))
                .containsExactly("org.doanket.membership.unit-founded.v1", "org.doanket.membership.unit-changed.v1",
                        "org.doanket.membership.unit-moved.v1", "org.doanket.membership.unit-ended.v1");
        assertThat(facts).extracting(fact -> TopicReader.header(fact, "ce_aggregateversion")).containsExactly("1", "2", "3", "4");
        JsonPath last = JsonPath.from(facts.get(3).value());
        assertThat(last.getString("name")).isEqualTo("Tên mới");
        assertThat(last.getString("validTo")).isEqualTo("2023-01-01");
        assertThat(last.getList("successors")).containsExactly(tree.sibling.toString());
        assertThat(last.getList("placements.validFrom")).containsExactly("2020-01-01", "2022-01-01");
        assertThat(last.getList("placements.validTo")).containsExactly("2022-01-01", "2023-01-01");
        String parentPath = JsonPath.from(factsOf(tree.commune).get(1).value()).getString("path");
        assertThat(last.getString("path")).startsWith(parentPath);
        Retellings.check("unit", tree.elsewhere);
    }

    private static List<ConsumerRecord<String, String>> factsOf(UUID unit) {
        return Contracts.told("unit").stream().filter(fact -> unit.toString().equals(TopicReader.header(fact, "ce_subject"))).toList();
    }
}

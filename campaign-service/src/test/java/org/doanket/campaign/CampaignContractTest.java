package org.doanket.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.finished;
import static org.doanket.campaign.Requests.json;
import static org.doanket.campaign.Requests.model;
import static org.doanket.campaign.Requests.register;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.BodyLimits;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Erasures;
import org.doanket.testing.Locations;
import org.doanket.testing.Retellings;
import org.doanket.testing.RowSecurity;
import org.doanket.testing.TopicReader;
import org.junit.jupiter.api.Test;

/** What this service promises to clients and to other services is what it does. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class CampaignContractTest {

    private static final String OFFICER = "campaign-officer";

    @Inject
    Federation federation;
    @Inject
    @Any
    Instance<FactListener> listeners;

    @Test
    void refusesEveryBodyAboveItsLimit() {
        BodyLimits.check();
    }

    @Test
    void showsRowsOfUnitsByPolicyOnly() {
        RowSecurity.check("criteria_set", "evidence_rule", "unit_chain");
    }

    @Test
    void answersTheApiOnRecord() {
        Contracts.checkOpenApi("campaigns");
    }

    @Test
    void givesItsReceiptWhenAPersonIsToBeForgotten() throws SQLException {
        assertThat(Erasures.receipt(listeners, federation.worker(), UUID.randomUUID()).fieldNames()).toIterable().contains("petitions", "supervision-teams", "models");
    }

    @Test
    void showsWhatItMadeWhereItSays() {
        new Locations()
                .elsewhere("/campaigns/v1/action-plans/{id}/targets", "/campaigns/v1/targets/{id}", "targets have a collection of their own")
                .elsewhere("/campaigns/v1/agreements/{id}/reviews", "/campaigns/v1/agreements/{id}/reviews", "reviews are read together")
                .elsewhere("/campaigns/v1/findings/{id}/recommendations", "/campaigns/v1/recommendations/{id}", "recommendations have a collection of their own")
                .elsewhere("/campaigns/v1/meetings/{id}/papers/{paper}/versions", "/campaigns/v1/meetings/{id}/papers/{paper}", "a version is named in the query")
                .elsewhere("/campaigns/v1/supervision-programmes/{id}/supervisions", "/campaigns/v1/supervisions/{id}", "supervisions have a collection of their own")
                .elsewhere("/campaigns/v1/supervisions/{id}/findings", "/campaigns/v1/findings/{id}", "findings have a collection of their own")
                .elsewhere("/campaigns/v1/supervisions/{id}/sessions", "/campaigns/v1/supervisions/{id}", "sessions are a part of their supervision")
                .elsewhere("/campaigns/v1/targets/{id}/progress", "/campaigns/v1/targets/{id}/progress", "what was reported is read together").check();
    }

    @Test
    void samplesFitTheirSchemas() {
        Contracts.checkSamples("campaigns");
    }

    @Test
    void tellsOfAModelTheSameWhetherItCameAloneOrFromASheet() throws InterruptedException {
        Federation.Units units = federation.found();
        Map<String, Object> form = model(units.grassroots(), "Một mình");
        form.put("holder", "Nguyễn Văn Kín");
        form.put("registeredOn", "2026-03-15");
        form.put("place", Map.of("text", "Tổ 5", "latitude", 16.06, "longitude", 108.2));
        String alone = register(OFFICER, units.province(), form).then().statusCode(201).extract().path("id");
        json(OFFICER, units.province()).body(Map.of("note", "thiếu")).post("/campaigns/v1/models/" + alone + "/return").then().statusCode(200);
        json(OFFICER, units.province()).post("/campaigns/v1/models/" + alone + "/withdraw").then().statusCode(200);
        String sheet = "unit,name,holder,subjectKind,field,year,registeredOn,place,latitude,longitude\n" + federation.code(units.grassroots())
                + ",Từ bảng,Nguyễn Văn Kín,collective,economy,2026,2026-03-15,Tổ 5,16.06,108.2\n";
        var upload = as(OFFICER, units.province()).contentType("text/csv").body(sheet.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/campaigns/v1/model-imports");
        finished(upload, OFFICER, units.province());
        finished(json(OFFICER, units.province()).body("{}").post("/campaigns/v1/model-imports/" + upload.path("id") + "/commit"), OFFICER, units.province());
        String listed = as(OFFICER, units.province()).queryParam("q", "tu bang").get("/campaigns/v1/models").path("items[0].id");
        List<ConsumerRecord<String, String>> first = told(alone, 3);
        assertThat(first).extracting(fact -> TopicReader.header(fact, "ce_type")).containsExactly("org.doanket.campaigns.model-registered.v1",
                "org.doanket.campaigns.model-changed.v1", "org.doanket.campaigns.model-stopped.v1");
        assertThat(first).extracting(fact -> TopicReader.header(fact, "ce_aggregateversion")).containsExactly("1", "2", "3");
        List<ConsumerRecord<String, String>> second = told(listed, 1);
        first.forEach(Contracts::check);
        second.forEach(Contracts::check);
        assertThat(first.get(0).value()).doesNotContain("Kín");
        assertThat(second.get(0).value()).doesNotContain("Kín");
        assertThat(fields(second.get(0))).isEqualTo(fields(first.get(0)));
        Sql.of("SELECT tell_models(ARRAY[?]::uuid[])", alone).first(federation.worker(), row -> true);
        ConsumerRecord<String, String> anew = told(alone, 4).get(3);
        Contracts.check(anew);
        assertThat(TopicReader.header(anew, "ce_type")).isEqualTo("org.doanket.campaigns.model-stopped.v1");
        assertThat(TopicReader.header(anew, "ce_aggregateversion")).isEqualTo("4");
        assertThat(fields(anew)).as("the same as of its last step").isEqualTo(fields(first.get(2)));
        Retellings.check("model", units.province());
    }

    private static Map<String, Object> fields(ConsumerRecord<String, String> fact) {
        Map<String, Object> data = new java.util.TreeMap<>(io.restassured.path.json.JsonPath.from(fact.value()).getMap("$"));
        data.remove("id");
        data.remove("name");
        return data;
    }

    /** The relay sends after the commit: a little later. */
    private static List<ConsumerRecord<String, String>> told(String model, int count) {
        return await("facts of " + model).atMost(Duration.ofSeconds(30)).until(
                () -> Contracts.told("model").stream().filter(fact -> fact.key().equals(model)).toList(), facts -> facts.size() >= count);
    }
}

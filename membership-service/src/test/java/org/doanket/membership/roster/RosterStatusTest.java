package org.doanket.membership.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.membership.Rosters;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.TopicReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Columns of a roster that give a status, and that name the system whose number a member has. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RosterStatusTest {

    private static final String HEADER = "Họ tên,Mã NV,Chức vụ,Trạng thái,Trạng thái từ ngày,Lý do trạng thái,Loại lý do trạng thái\n";

    private Api.Tree tree;
    private Rosters rosters;

    @BeforeEach
    void takeOneIn() {
        tree = new Api.Tree();
        rosters = new Rosters(tree.grassRoots);
        rosters.commit(rosters.checked("Họ tên,Mã NV,Ngày vào\nMột,E1,01/02/2020\n"));
    }

    @Test
    void giveAStatusAsOfItsDayWithItsReasonAndKeepTheOneBefore() {
        String id = rosters.checked(HEADER + "Một,E1,,Tạm dừng sinh hoạt,05/03/2024,Nghỉ thai sản,Nghỉ dài ngày\n");
        rosters.get(id, "").body("changed", equalTo(1), "faulty", equalTo(0));
        rosters.get(id, "/rows").body("items[0].status", equalTo("suspended"), "items[0].statusSince", equalTo("2024-03-05"), "items[0].statusReason",
                equalTo("Nghỉ thai sản"));
        assertThat(rosters.commit(id).getInt("result.changed")).isEqualTo(1);

        member("E1").body("status", equalTo("suspended"), "statusSince", equalTo("2024-03-05"), "statusReason", equalTo("Nghỉ thai sản"), "reasonCode",
                equalTo("long-leave"), "endedOn", nullValue());
        history("E1").body("fact", contains("member-admitted", "member-changed"), "[1].effective", equalTo("2024-03-05"), "[1].reason",
                equalTo("Nghỉ thai sản"), "[1].detail.status", contains("active", "suspended"), "[1].detail.reasonCode", equalTo("long-leave"),
                "[1].detail.import", equalTo(id));
        rosters.get(rosters.checked(HEADER + "Một,E1,,suspended,05/03/2024,Nghỉ thai sản,long-leave\nMột,E1,,,,,\n"), "/rows")
                .body("items[0].state", equalTo("unchanged"));
    }

    @Test
    void areTwoFactsWhereTheFileChangesToo() {
        String id = rosters.checked(HEADER + "Một,E1,Tổ trưởng,Suspended,2024-03-05,No pay,\n");
        rosters.commit(id);
        history("E1").body("fact", contains("member-admitted", "member-changed", "member-changed"), "[1].detail.position", contains(null, "Tổ trưởng"),
                "[1].detail.status", nullValue(), "[2].detail.status", contains("active", "suspended"), "[2].detail.position", nullValue(),
                "[2].detail.reasonCode", equalTo("no-work"));

        assertThat(rosters.undo(id).getString("state")).isEqualTo("succeeded");
        member("E1").body("status", equalTo("active"), "statusSince", equalTo("2020-02-01"), "statusReason", nullValue(), "reasonCode", nullValue(),
                "position", nullValue(), "version", equalTo(5));
        history("E1").body("version", contains(1, 2, 3, 4, 5), "[3].detail.status", contains("suspended", "active"), "[3].effective",
                equalTo("2024-03-05"), "[4].detail.position", contains("Tổ trưởng", null));
    }

    @Test
    void endAMembershipAndAreThenNotUndone() {
        String member = member("E1").extract().path("id");
        String id = rosters.checked(HEADER + "Một,E1,,Ra khỏi công đoàn,2024-03-05,Xin ra,\n");
        rosters.commit(id);
        rosters.officer().get("/members/" + member).then().body("status", equalTo("left"), "endedOn", equalTo("2024-03-05"), "reasonCode",
                equalTo("own-request"));
        Awaitility.await().until(() -> facts(member).contains("org.doanket.membership.member-ended.v1"));
        rosters.officer().post("/imports/" + id + "/undo").then().statusCode(409).body("detail", containsString("memberships that it has ended (1)"));
    }

    @Test
    void comeWithNewMembersToo() {
        String id = rosters.checked(HEADER + "Hai,E2,,Suspended,2999-01-01,x,\nBa,E3,,Suspended,2020-01-01,Laid off,\nTư,E4,,,,,\n");
        rosters.get(id, "/rows").body("items.state", contains("faulty", "faulty", "new"), "items[0].faults.code", hasItem("impossible-day"),
                "items[1].faults.code", contains("before-last-status"));
        String joined = rosters.checked("Họ tên,Mã NV,Ngày vào,Trạng thái,Trạng thái từ ngày,Lý do trạng thái\nBa,E3,2019-01-01,Suspended,2020-01-01,Laid off\n"
                + "Năm,E5,2019-01-01,Left,2021-01-01,Moved away\n");
        rosters.commit(joined);
        member("E3").body("status", equalTo("suspended"), "version", equalTo(2));
        history("E3").body("fact", contains("member-admitted", "member-changed"));
        rosters.officer().get("/members?status=left&unit=" + tree.grassRoots).then().body("items.fullName", contains("Năm"));
        assertThat(rosters.undo(joined).getString("state")).isEqualTo("succeeded");
        rosters.officer().get("/members?status=left&unit=" + tree.grassRoots).then().body("items", hasSize(0));
    }

    @Test
    void followTheRulesThatAChangeByHandFollows() {
        String id = rosters.checked(HEADER + "Một,E1,,Giữ tư cách đoàn viên,2024-03-05,x,\nMột,E1,,Bị khai trừ,2024-03-05,x,\nMột,E1,,Suspended,2020-01-31,x,\n"
                + "Một,E1,,Suspended,,,\nMột,E1,,On holiday,2024-03-05,x,\nMột,E1,,Active,2020-02-02,,\nMột,E1,,,2020-02-02,,\n"
                + "Một,E1,,Suspended,2024-03-05,x,Age\nMột,E1,,Active,,Because,\n");
        JsonPath rows = rosters.get(id, "/rows").body("items.state", everyItem(equalTo("faulty"))).extract().jsonPath();
        List<List<String>> codes = rows.getList("items.faults.code");
        assertThat(codes.get(0)).containsExactly("status-not-allowed");
        assertThat(rows.getString("items[0].faults[0].rule")).contains("Chinese rules");
        assertThat(codes.get(1)).contains("status-not-by-list");
        assertThat(codes.get(2)).contains("before-last-status");
        assertThat(codes.get(3)).contains("status-day-missing", "status-reason-missing");
        assertThat(codes.get(4)).contains("unknown-status");
        assertThat(codes.get(5)).contains("status-not-overwritten");
        assertThat(codes.get(6)).contains("status-missing");
        assertThat(codes.get(7)).contains("unknown-status-reason");
        assertThat(codes.get(8)).contains("status-not-overwritten");
        member("E1").body("status", equalTo("active"), "version", equalTo(1));
    }

    @Test
    void changeNothingOfAMembershipThatIsOver() {
        JsonPath over = member("E1").extract().jsonPath();
        People.setStatus(UUID.fromString(over.getString("id")), "left", "2024-03-05");
        String row = "Mã đoàn viên,Họ tên,Mã NV,Trạng thái,Trạng thái từ ngày\n" + over.getString("code") + ",%s,E1,%s,%s\n";
        rosters.get(rosters.checked(row.formatted("Một", "Left", "2024-03-05")), "").body("unchanged", equalTo(1));
        rosters.get(rosters.checked(row.formatted("Một Khác", "Left", "2024-03-05")), "/rows").body("items[0].faults.code", contains("membership-over"));
        rosters.get(rosters.checked(row.formatted("Một", "Retired", "2024-03-05")), "/rows").body("items[0].faults.code", contains("membership-over"));
        rosters.get(rosters.checked(row.formatted("Một", "Left", "2024-03-06")), "/rows").body("items[0].faults.code", contains("status-not-overwritten"));
        rosters.get(rosters.checked(row.formatted("Một", "Active", "2024-03-05")), "/rows").body("items[0].faults.code", contains("member-code-in-use"));
    }

    @Test
    void nameTheSystemWhoseNumberItIs() {
        String header = "Họ tên,Mã NV,Nguồn mã ngoài,Chức vụ\n";
        String id = rosters.checked(header + "Hai,E1,payroll,\nBa,,payroll,\nBốn,E4,,\n");
        rosters.get(id, "/rows").body("items.state", contains("new", "faulty", "new"), "items[1].faults.code", contains("source-and-id"));
        rosters.commit(rosters.checked(header + "Hai,E1,payroll,\nMột,E1,,\n"));
        rosters.officer().get("/members?unit=" + tree.grassRoots).then().body("items.find { it.fullName == 'Hai' }.externalSource", equalTo("payroll"),
                "items.find { it.fullName == 'Một' }.externalSource", equalTo("hr"));

        rosters.commit(rosters.checked(header + "Hai,E1,payroll,Tổ trưởng\n"));
        rosters.officer().get("/members?unit=" + tree.grassRoots).then().body("items", hasSize(2), "items.find { it.fullName == 'Hai' }.position",
                equalTo("Tổ trưởng"), "items.find { it.fullName == 'Một' }.position", nullValue());
    }

    @Test
    void areReadInEveryLanguage() {
        for (Map.Entry<String, String> words : Map.of("Tạm dừng sinh hoạt", "Không có việc làm", "Suspended", "No work", "暂停活动", "无工作").entrySet()) {
            rosters.get(rosters.checked(HEADER + "Một,E1,," + words.getKey() + ",2024-03-05,x," + words.getValue() + "\n"), "").body("changed", equalTo(1));
        }
    }

    private List<String> facts(String member) {
        return Contracts.told("member").stream().filter((ConsumerRecord<String, String> fact) -> member.equals(TopicReader.header(fact, "ce_subject")))
                .map(fact -> TopicReader.header(fact, "ce_type")).toList();
    }

    private ValidatableResponse member(String externalId) {
        String id = rosters.officer().get("/members?unit=" + tree.grassRoots).then().statusCode(200)
                .extract().path("items.find { it.externalId == '" + externalId + "' }.id");
        return rosters.officer().get("/members/" + id).then().statusCode(200).body("id", notNullValue());
    }

    private ValidatableResponse history(String externalId) {
        String id = member(externalId).extract().path("id");
        return rosters.officer().get("/members/" + id + "/history").then().statusCode(200);
    }
}

package org.doanket.membership.roster;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.membership.Rosters;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/** Whatever members are, the sheet that is written of them is read back as it is: each row unchanged. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class RosterRoundTripTest {

    private static final long SEED = 20261128;
    private static final int MEMBERS = 60;
    private static final List<String> STATUSES = List.of("active", "suspended", "left", "retired", "resumed");
    private static final List<String> NAMES = List.of("Nguyễn Thị Đào", "=Trần Văn Hai", "O'Neil, Mary", "王小明", "Lê \"Tư\" Bốn", "-Phạm Năm", "Ðặng Sáu");

    private final Random random = new Random(SEED);

    @Test
    void changesNothing() {
        Api.Tree tree = new Api.Tree();
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < MEMBERS; i++) {
            UUID member = People.member(random.nextBoolean() ? tree.commune : tree.grassRoots, file(i));
            String status = one(STATUSES);
            if (!status.equals("active")) {
                status = change(member, status);
            }
            counts.merge(status, 1, Integer::sum);
        }
        int open = counts.get("active") + counts.get("suspended");
        Rosters rosters = new Rosters(tree.commune);
        unchanged(rosters, "vi", "text/csv", "", open);
        unchanged(rosters, "en", SheetWriter.XLSX, "", open);
        unchanged(rosters, "zh", "text/csv", "&purpose=the yearly round of checks", open);
        unchanged(rosters, "vi", SheetWriter.XLSX, "&purpose=the yearly round of checks", open);
        for (String status : List.of("suspended", "left", "retired")) {
            unchanged(rosters, "en", "text/csv", "&purpose=the yearly round of checks&status=" + status, counts.get(status));
            unchanged(rosters, "zh", SheetWriter.XLSX, "&status=" + status, counts.get(status));
        }
    }

    /** Of a source that is not the members'. */
    private static void unchanged(Rosters rosters, String language, String type, String more, int members) {
        byte[] sheet = rosters.officer().header("Accept-Language", language).accept(type).get("/members?scope=subtree" + more).then()
                .statusCode(200).extract().asByteArray();
        rosters.get(rosters.checked(type, sheet), "").body("columns.field", hasItems("externalSource", "externalId", "status", "statusSince", "reasonCode",
                "statusReason"), "faulty", equalTo(0), "fresh", equalTo(0), "changed", equalTo(0), "moved", equalTo(0),
                "unchanged", equalTo(members));
    }

    private Map<String, Object> file(int i) {
        Map<String, Object> file = new HashMap<>(Map.of("fullName", one(NAMES), "joinedOn", "20" + (10 + random.nextInt(10)) + "-02-03"));
        maybe(file, "birthDate", "19" + (60 + random.nextInt(35)) + "-11-30");
        maybe(file, "sex", one(List.of("female", "male")));
        maybe(file, "nationalId", Rosters.nationalId(666_000_000L + i));
        maybe(file, "phone", String.format("09%08d", random.nextInt(100_000_000)));
        maybe(file, "email", "member" + i + "@example.org");
        maybe(file, "cardNumber", Api.code() + "-00" + i);
        maybe(file, "position", one(List.of("Tổ trưởng", "+1 thay", "@ nhóm", "Head; deputy")));
        maybe(file, "category", one(List.of("employee", "honorary")));
        maybe(file, "profile", Map.of("address", "12, Trần Phú", "education", "university", "contractFrom", "2024-02-01"));
        if (random.nextBoolean()) {
            file.put("externalSource", one(List.of("hr", "Bảng lương")));
            file.put("externalId", "E" + i);
        }
        return file;
    }

    private String change(UUID member, String status) {
        String first = status.equals("resumed") ? "suspended" : status;
        give(member, first, "2024-03-05", one(List.of("Nghỉ không lương", "=1+1", "a, b; \"c\"")));
        if (status.equals("resumed")) {
            give(member, "active", "2025-01-01", "Works again");
            return "active";
        }
        return first;
    }

    private static void give(UUID member, String status, String since, String reason) {
        Api.officer().contentType("application/json").body(Map.of("status", status, "since", since, "reason", reason)).post("/members/" + member
                + "/status-changes").then().statusCode(200);
    }

    private void maybe(Map<String, Object> file, String field, Object value) {
        if (random.nextInt(3) > 0) {
            file.put(field, value);
        }
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}

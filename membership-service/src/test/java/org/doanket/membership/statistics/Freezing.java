package org.doanket.membership.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.platform.sheet.SheetLimits;
import org.doanket.platform.sheet.SheetReader;
import org.doanket.platform.sheet.SheetWriter;

/** Statistics as they are frozen, and members to count, for tests. */
public final class Freezing {

    public static final String CUT_OFF = "2026-05-31";

    private Freezing() {
    }

    public static void freeze(UUID top, String cutOff) {
        String job = Api.officer().post("/statistics/" + cutOff + "/freezing?unit=" + top).then().statusCode(202).extract().path("job");
        JsonPath ended = await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(100)).until(
                () -> Api.officer().get("/jobs/" + job).then().statusCode(200).extract().jsonPath(),
                answer -> answer.getString("state").matches("succeeded|failed"));
        assertThat(ended.getString("state")).as(ended.prettify()).isEqualTo("succeeded");
    }

    /** The first sheet of a return as a workbook. */
    static List<List<String>> rows(String cutOff, String code, UUID unit, String language) throws IOException {
        Path file = Files.createTempFile(code, ".xlsx");
        try {
            Files.write(file, Api.officer().header("Accept", SheetWriter.XLSX).header("Accept-Language", language)
                    .get("/statistics/" + cutOff + "/returns/" + code + "?unit=" + unit).then().statusCode(200).extract().asByteArray());
            List<List<String>> rows = new ArrayList<>();
            try (SheetReader sheet = SheetReader.open(file, SheetLimits.ROSTER)) {
                sheet.forEachRemaining(row -> rows.add(row.cells()));
            }
            return rows;
        } finally {
            Files.delete(file);
        }
    }

    /** The committee of a grass-roots union, elected before both cut-offs. */
    static String committee(UUID unit, List<Map<String, Object>> officers) {
        return Api.officer().contentType("application/json").body(Map.of("unitId", unit, "kind", "executive-committee", "basis", "elected", "seats", 3,
                "actNumber", "01/BB", "startsOn", "2025-10-15", "officers", officers)).post("/bodies").then().statusCode(201).extract().path("id");
    }

    /** @param table of administrative units, as CSV below its heading */
    static void areas(String table) {
        Api.officer().contentType("text/csv").body(("code,name,province_code\n" + table).getBytes(StandardCharsets.UTF_8)).put("/administrative-units?jurisdiction=vn")
                .then().statusCode(200);
    }

    static void territory(UUID unit, String... codes) {
        change(unit, Map.of("territory", List.of(codes), "from", "2025-07-01", "actNumber", "1"));
    }

    static void change(UUID unit, Map<String, Object> patch) {
        Api.officer().contentType("application/merge-patch+json").header("If-Match", "*").body(patch).patch("/units/" + unit).then().statusCode(200);
    }

    static void status(Object member, String status, String since) {
        Api.officer().contentType("application/json").body(Map.of("status", status, "since", since, "reason", "x"))
                .post("/members/" + member + "/status-changes").then().statusCode(200);
    }

    static String admit(UUID unit, String sex, String category) {
        Map<String, Object> body = new HashMap<>(Map.of("unitId", unit, "fullName", "A", "joinedOn", "2020-01-01", "category", category));
        body.put("sex", sex);
        if (category.equals("foreign")) {
            body.put("joinedOn", "2025-07-01");
            body.put("profile", Map.of("contractType", "indefinite"));
        }
        return Api.officer().contentType("application/json").body(body).post("/members").then().statusCode(201).extract().path("id");
    }

    static void admit(UUID unit, int women, int men) {
        for (int i = 0; i < women + men; i++) {
            admit(unit, i < women ? "female" : "male", "employee");
        }
    }

    static void card(UUID unit, String ownership, String from) {
        Api.officer().contentType("application/json").header("If-Match", "*").body(Map.of("validFrom", from, "ownership", ownership, "trade", "May mặc",
                "founded", "1999", "extra", Map.of("Cụm", "Số 3"))).put("/units/" + unit + "/card").then().statusCode(200);
    }
}

package org.doanket.journeys;

import static org.doanket.journeys.Suite.as;
import static org.doanket.journeys.Suite.ended;
import static org.doanket.journeys.Suite.once;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Rosters as unit officers send them, some rows faulty. Ids are of nobody: they name the 24th century. */
final class Rosters {

    static final List<String> HEADER = List.of("Mã đoàn viên", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Số điện thoại", "Mã đơn vị",
            "Ngày kết nạp", "Loại đoàn viên", "Loại đoàn phí");

    private Rosters() {
    }

    /** @param from number of the first member; {@code faulty} of the rows have a national id that is none */
    static List<List<String>> rows(Federation federation, String unit, int from, int count, int faulty) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            String nationalId = i - from < faulty ? "12AB" : String.format("099990%06d", (federation.mark.hashCode() & 0x3ff) * 900 + i);
            rows.add(List.of(memberCode(federation, i), "Nguyễn Văn " + "ABCDEFGH".charAt(i % 8) + "nh " + i, "1990-05-1" + i % 10, "male",
                    nationalId, String.format("0999%06d", i), federation.code(unit), "2026-03-01", "employee", "non-state-enterprise"));
        }
        return rows;
    }

    static String memberCode(Federation federation, int number) {
        return "J" + federation.mark + "M" + number;
    }

    /** Staged, checked and committed as one. */
    static void takeIn(String role, String unit, String csv, Duration patience) {
        var staged = as(role, unit).header("Idempotency-Key", UUID.randomUUID().toString()).contentType("text/csv; charset=UTF-8")
                .body(csv.getBytes(StandardCharsets.UTF_8)).post("/membership/v1/imports?unit=" + unit + "&source=hr&name=roster.csv");
        ended(staged, role, unit, patience);
        ended(once(role, unit).post("/membership/v1/imports/" + staged.path("id") + "/commit"), role, unit, patience);
    }

    static byte[] csv(List<List<String>> rows) {
        StringBuilder sheet = new StringBuilder("\ufeff").append(String.join(",", HEADER)).append("\r\n");
        rows.forEach(row -> sheet.append(String.join(",", row)).append("\r\n"));
        return sheet.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] xlsx(List<List<String>> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Workbook workbook = new Workbook(out, "journeys", "1.0");
            Worksheet sheet = workbook.newWorksheet("Đoàn viên");
            List<List<String>> all = new ArrayList<>(List.of(HEADER));
            all.addAll(rows);
            for (int row = 0; row < all.size(); row++) {
                for (int column = 0; column < all.get(row).size(); column++) {
                    sheet.value(row, column, all.get(row).get(column));
                }
            }
            workbook.finish();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }
}

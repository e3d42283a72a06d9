package org.doanket.membership.founding;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.doanket.membership.Api;
import org.doanket.membership.Rosters;

/** People who found a union, with the officer of the unit above who helps them; for tests. */
public final class Founders {

    static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
    private static final AtomicLong PEOPLE = new AtomicLong(450_000_000);

    final UUID unit;
    public final String id;
    final List<String> people = new ArrayList<>();
    final List<String> nationalIds = new ArrayList<>();

    public Founders(UUID unit, String kind, String name) {
        this.unit = unit;
        id = calls().body(draft(unit, kind, name)).post("/foundings").then().statusCode(201).extract().path("id");
    }

    /** With so many people, of whom the first five are initiators; and a congress of today that has elected the first three. */
    public static Founders ready(UUID unit, String kind, int count) {
        Founders founders = new Founders(unit, kind, "Công đoàn cơ sở Công ty May Phương Nam");
        for (int i = 0; i < count; i++) {
            founders.enter(Map.of("initiator", i < 5));
        }
        founders.set("congress", founders.congress()).statusCode(200);
        founders.set("first-meeting", founders.meeting()).statusCode(200);
        return founders;
    }

    static Map<String, Object> draft(UUID unit, String kind, String name) {
        return new LinkedHashMap<>(Map.of("unitId", unit, "kind", kind, "name", name, "workplace", "Công ty TNHH May Phương Nam",
                "workplaceCode", "0312345678", "address", "12 đường số 3, phường Tân Thuận, Thành phố Hồ Chí Minh"));
    }

    public RequestSpecification calls() {
        return Api.as("unit-officer", unit).contentType("application/json");
    }

    public String path() {
        return "/foundings/" + id;
    }

    /** Somebody more, with what is given instead of what everybody has. */
    String enter(Map<String, Object> more) {
        String person = calls().body(person(more)).post(path() + "/people").then().statusCode(201).extract().path("id");
        people.add(person);
        return person;
    }

    Map<String, Object> person(Map<String, Object> more) {
        String nationalId = Rosters.nationalId(PEOPLE.incrementAndGet());
        nationalIds.add(nationalId);
        Map<String, Object> person = new LinkedHashMap<>();
        person.put("fullName", "Đặng Thị Huyền Số " + (people.size() + 1));
        person.put("birthDate", "1992-04-0" + (people.size() % 9 + 1));
        person.put("sex", people.size() % 3 == 0 ? "male" : "female");
        person.put("nationalId", nationalId);
        person.put("phone", "0903 111 222");
        person.put("address", "Ngõ 5, phường Tân Thuận");
        person.put("position", "Công nhân may");
        person.put("appliedOn", TODAY.minusDays(20).toString());
        person.put("initiator", false);
        person.put("education", "12/12");
        person.put("career", List.of(Map.of("when", "2015–2020", "what", "Học nghề, Trường Trung cấp Kỹ thuật"),
                Map.of("when", "2020 đến nay", "what", "Công nhân Công ty May Phương Nam")));
        person.putAll(more);
        return person;
    }

    Map<String, Object> congress() {
        Map<String, Object> congress = new LinkedHashMap<>();
        congress.put("name", "I, 2026-2031");
        congress.put("on", TODAY.toString());
        congress.put("place", "Nhà ăn công ty");
        congress.put("from", "08:00");
        congress.put("to", "10:30");
        congress.put("form", "all");
        congress.put("scattered", false);
        congress.put("invited", people.size());
        congress.put("present", people.size());
        congress.put("chair", people.get(0));
        congress.put("secretary", people.get(1));
        congress.put("tellers", List.of(people.get(2), people.get(3)));
        congress.put("minutesNumber", "01/BB-ĐH");
        congress.put("agenda", List.of("Báo cáo quá trình vận động", "Bầu Ban Chấp hành", "Thông qua nghị quyết"));
        congress.put("report", "Từ tháng 5, ban vận động đã gặp từng tổ sản xuất; mọi người tự nguyện viết đơn.");
        congress.put("resolution", "Thành lập công đoàn cơ sở; mỗi năm đối thoại ít nhất hai lần.");
        congress.put("seats", 3);
        congress.put("ballots", Map.of("given", people.size(), "returned", people.size(), "valid", people.size() - 1));
        congress.put("candidates", List.of(vote(0, people.size() - 1), vote(1, people.size() - 2), vote(2, people.size() - 1), vote(3, 1)));
        return congress;
    }

    Map<String, Object> vote(int person, int votes) {
        return Map.of("personId", people.get(person), "votes", votes);
    }

    Map<String, Object> meeting() {
        return new LinkedHashMap<>(Map.of("on", TODAY.toString(), "place", "Phòng họp số 2", "present", 3, "minutesNumber", "01/BB-BCH", "bodies",
                List.of(body("executive-committee", 3, 0, "chair", 1, "vice-chair", 4, "treasurer"), body("inspection-committee", 1, 4, "head"))));
    }

    Map<String, Object> body(String kind, int seats, Object... personAndPosition) {
        List<Map<String, Object>> offices = new ArrayList<>();
        for (int i = 0; i < personAndPosition.length; i += 2) {
            offices.add(Map.of("personId", people.get((int) personAndPosition[i]), "position", personAndPosition[i + 1], "votes", 3));
        }
        return Map.of("kind", kind, "seats", seats, "offices", offices);
    }

    ValidatableResponse set(String what, Map<String, Object> body) {
        return calls().header("If-Match", "*").body(body).put(path() + "/" + what).then();
    }

    public ValidatableResponse act(String step, Map<String, Object> body) {
        return calls().body(body).post(path() + "/" + step).then();
    }

    ValidatableResponse findings() {
        return calls().get(path() + "/findings").then().statusCode(200);
    }

    ValidatableResponse recognise(String code) {
        return act("recognition", Map.of("code", code, "actNumber", "12/QĐ-CĐP", "on", TODAY.toString()));
    }

    byte[] pdf(String paper, String language) {
        return calls().header("Accept-Language", language).get(path() + "/papers/" + paper).then().statusCode(200).contentType("application/pdf")
                .extract().asByteArray();
    }

    String read(String paper, String language) throws IOException {
        return text(pdf(paper, language));
    }

    static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }
}

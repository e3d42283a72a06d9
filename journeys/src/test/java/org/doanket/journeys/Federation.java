package org.doanket.journeys;

import static org.doanket.journeys.Suite.once;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A federation of its own for each run, beside whatever the installation holds already. */
final class Federation {

    static final String OFFICER = "federation-officer";

    final String mark = Suite.mark();
    final String confederation;
    final String province;
    final String commune;
    final String otherCommune;
    final String company;
    final String guild;
    final String companyElsewhere;

    Federation() {
        confederation = found(null, "C", "confederation", "Tổng Liên đoàn thử " + mark);
        province = found(confederation, "P", "provincial-federation", "Liên đoàn Lao động tỉnh thử " + mark);
        commune = found(province, "X1", "commune-union", "Công đoàn phường Một");
        otherCommune = found(province, "X2", "commune-union", "Công đoàn phường Hai");
        company = found(commune, "D1", "grass-roots-union", "CĐCS Công ty May Đoàn Kết");
        guild = found(commune, "D2", "nghiep-doan", "Nghiệp đoàn Xe ôm Một");
        companyElsewhere = found(otherCommune, "D3", "grass-roots-union", "CĐCS Công ty Gỗ Hai");
    }

    String code(String unit) {
        return "J" + mark + "-" + unit;
    }

    private String found(String parent, String code, String kind, String name) {
        return found(parent, code(code), kind, name, "2020-01-01");
    }

    /** @param parent null for one that stands on top @param code in full */
    static String found(String parent, String code, String kind, String name, String since) {
        Map<String, Object> unit = new HashMap<>(Map.of("code", code, "name", name, "kind", kind, "jurisdiction", "vn", "validFrom", since,
                "actNumber", "12/QĐ-" + code, "actDate", "2009-12-20", "territory", List.of()));
        if (parent != null) {
            unit.put("parentId", parent);
        }
        return once(OFFICER, "root").body(unit).post("/membership/v1/units").then().statusCode(201).extract().path("id");
    }
}

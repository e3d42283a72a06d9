package org.doanket.demo;

import java.util.ArrayList;
import java.util.List;
import org.doanket.demo.Units.Founding;

/**
 * Ha Noi: 85 commune unions, and the good-practice models registered in 2024 as the federation counted them: 1,129 of
 * collectives and 7,204 of individuals in four fields.
 */
final class HaNoi {

    static final int COMMUNE_UNIONS = 85;

    /** @param code as campaign-service knows the field */
    record Field(String code, int collective, int individual, String[] topics) {
    }

    static final List<Field> FIELDS = List.of(
            new Field("economy", 230, 1_238, new String[] {"Chợ 4.0", "Tiết kiệm điện", "Quỹ vốn quay vòng", "Sáng kiến giảm phế phẩm"}),
            new Field("culture-society", 467, 3_446, new String[] {"Tủ sách công nhân", "Bếp ăn yêu thương", "Tuyến phố xanh",
                "Đưa trẻ đến trường"}),
            new Field("security", 218, 1_470, new String[] {"Camera an ninh", "Tổ tự quản khu trọ", "Xe ôm an toàn", "Cổng trường an toàn"}),
            new Field("political-system", 214, 1_050, new String[] {"Sổ tay đảng viên", "Hộp thư góp ý", "Giờ đối thoại", "Công đoàn số"}));

    private HaNoi() {
    }

    static List<Founding> federation(String confederation) {
        return List.of(new Founding("HN", "Liên đoàn Lao động thành phố Hà Nội", "provincial-federation", "vn", confederation, "1946-01-01",
                List.of("01")));
    }

    static List<Founding> communeUnions() {
        List<Founding> units = new ArrayList<>();
        for (int i = 1; i <= COMMUNE_UNIONS; i++) {
            units.add(new Founding(unitCode(i), "Công đoàn xã, phường số " + i, "commune-union", "vn", "HN", "2023-12-01", List.of()));
        }
        return units;
    }

    static String models() {
        StringBuilder sheet = new StringBuilder(2 << 20).append(Models.HEADER);
        int number = 0;
        for (Field field : FIELDS) {
            for (int i = 0; i < field.collective() + field.individual(); i++, number++) {
                boolean collective = i < field.collective();
                String topic = field.topics()[i % field.topics().length];
                Models.row(sheet, unitCode(number % COMMUNE_UNIONS + 1), topic + " số " + (number + 1), collective, field.code(),
                        collective ? "Tổ công đoàn số " + (number + 1) : People.number(900_000 + number, 1).name());
            }
        }
        return sheet.toString();
    }

    private static String unitCode(int number) {
        return String.format("HN-%03d", number);
    }
}

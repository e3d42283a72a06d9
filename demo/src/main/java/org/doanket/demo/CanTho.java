package org.doanket.demo;

import java.util.List;
import org.doanket.demo.Units.Founding;

/**
 * The former Soc Trang, in Can Tho since 2025: the motorbike-taxi guild of Vinh Chau (more than 100 members) and that of
 * Thanh Tri (35), under the commune unions of their wards.
 */
final class CanTho {

    private static final int PROVINCE = 92;
    private static final int VINH_CHAU_MEMBERS = 104;
    private static final int THANH_TRI_MEMBERS = 35;
    private static final int FIRST_NUMBER = 500_000;

    private CanTho() {
    }

    static List<Founding> federation(String confederation) {
        return List.of(new Founding("CT", "Liên đoàn Lao động thành phố Cần Thơ", "provincial-federation", "vn", confederation, "2004-01-01",
                List.of("92")));
    }

    static List<Founding> communeUnions() {
        return List.of(
                new Founding("CT-VC", "Công đoàn phường Vĩnh Châu", "commune-union", "vn", "CT", "2025-07-25", List.of("31783")),
                new Founding("CT-ST", "Công đoàn phường Sóc Trăng", "commune-union", "vn", "CT", "2025-07-25", List.of("31507", "31510")),
                new Founding("CT-MT", "Công đoàn xã Mỹ Tú", "commune-union", "vn", "CT", "2025-07-25", List.of("31567")));
    }

    static List<Founding> guilds() {
        return List.of(
                new Founding("CT-VC-XO", "Nghiệp đoàn Xe ôm Vĩnh Châu", "nghiep-doan", "vn", "CT-VC", "2025-07-25", List.of("31783")),
                new Founding("CT-TT-XO", "Nghiệp đoàn Xe ôm Thạnh Trị", "nghiep-doan", "vn", "CT-ST", "2025-07-25", List.of()));
    }

    static String roster() {
        StringBuilder sheet = new StringBuilder(Roster.HEADER);
        for (int i = 0; i < VINH_CHAU_MEMBERS + THANH_TRI_MEMBERS; i++) {
            Roster.row(sheet, String.format("CT%07d", i + 1), People.number(FIRST_NUMBER + i, PROVINCE),
                    i < VINH_CHAU_MEMBERS ? "CT-VC-XO" : "CT-TT-XO", "informal", "guild");
        }
        return sheet.toString();
    }
}

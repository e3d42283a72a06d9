package org.doanket.demo;

import java.util.ArrayList;
import java.util.List;
import org.doanket.demo.People.Person;
import org.doanket.demo.Units.Founding;

/**
 * A province as large as Ha Tinh was on 30 June 2025: 15 direct-upper unions and 1,473 grass-roots unions with 72,059
 * members, of which 1,031 with 34,806 are of bodies paid by the state (they ended the next day) and 442 with 37,253 are not.
 * The figures are the federation's own; names and people are invented.
 */
final class HaTinh {

    static final String CODE = "HT";
    static final int PROVINCE = 42;
    static final int STATE_PAID_UNITS = 1_031;
    static final int STATE_PAID_MEMBERS = 34_806;
    static final int OTHER_UNITS = 442;
    static final int OTHER_MEMBERS = 37_253;

    private static final String FOUNDED = "2013-06-01";
    private static final String[] UPPER = {"thành phố Hà Tĩnh", "thị xã Hồng Lĩnh", "thị xã Kỳ Anh", "huyện Can Lộc", "huyện Cẩm Xuyên",
        "huyện Đức Thọ", "huyện Hương Khê", "huyện Hương Sơn", "huyện Kỳ Anh", "huyện Lộc Hà", "huyện Nghi Xuân", "huyện Thạch Hà",
        "huyện Vũ Quang"};
    private static final String[] STATE_BODIES = {"Trường Tiểu học", "Trường Mầm non", "Trường Trung học cơ sở", "Ủy ban nhân dân xã",
        "Trạm Y tế", "Hạt Kiểm lâm"};
    private static final String[] COMPANIES = {"Công ty TNHH May", "Công ty CP Thủy sản", "Công ty TNHH Bao bì", "Công ty CP Xây dựng",
        "Hợp tác xã Vận tải", "Công ty TNHH Gỗ"};

    private HaTinh() {
    }

    static List<Founding> federation(String confederation) {
        return List.of(new Founding(CODE, "Liên đoàn Lao động tỉnh Hà Tĩnh", "provincial-federation", "vn", confederation, "1950-01-01",
                List.of("42")));
    }

    /** 13 of the districts of old, the civil servants' union and the industrial parks' union. */
    static List<Founding> upper() {
        List<Founding> units = new ArrayList<>();
        for (int i = 0; i < UPPER.length; i++) {
            units.add(new Founding(upperCode(i), "Liên đoàn Lao động " + UPPER[i], "district-federation", "vn", CODE, FOUNDED, List.of()));
        }
        units.add(new Founding(upperCode(13), "Công đoàn Viên chức tỉnh Hà Tĩnh", "local-sector-union", "vn", CODE, FOUNDED, List.of()));
        units.add(new Founding(upperCode(14), "Công đoàn các Khu kinh tế Hà Tĩnh", "industrial-parks-union", "vn", CODE, FOUNDED, List.of()));
        return units;
    }

    static List<Founding> grassRoots() {
        List<Founding> units = new ArrayList<>();
        for (int i = 0; i < STATE_PAID_UNITS; i++) {
            units.add(new Founding(stateCode(i), "CĐCS " + STATE_BODIES[i % STATE_BODIES.length] + " số " + (i / STATE_BODIES.length + 1),
                    "grass-roots-union", "vn", upperCode(i % 14), FOUNDED, List.of()));
        }
        for (int i = 0; i < OTHER_UNITS; i++) {
            units.add(new Founding(otherCode(i), "CĐCS " + COMPANIES[i % COMPANIES.length] + " số " + (i / COMPANIES.length + 1),
                    "grass-roots-union", "vn", upperCode(i % 15), FOUNDED, List.of()));
        }
        return units;
    }

    /** The roster of the whole province, one row a member. */
    static String roster() {
        StringBuilder sheet = new StringBuilder(8 << 20).append(Roster.HEADER);
        int number = 0;
        int[] state = Shares.of(STATE_PAID_MEMBERS, STATE_PAID_UNITS);
        for (int unit = 0; unit < state.length; unit++) {
            for (int i = 0; i < state[unit]; i++) {
                Roster.row(sheet, memberCode(number), People.number(number++, PROVINCE), stateCode(unit), "employee", "state-paid");
            }
        }
        int[] other = Shares.of(OTHER_MEMBERS, OTHER_UNITS);
        for (int unit = 0; unit < other.length; unit++) {
            for (int i = 0; i < other[unit]; i++) {
                Roster.row(sheet, memberCode(number), People.number(number++, PROVINCE), otherCode(unit), "employee", duesKind(unit));
            }
        }
        return sheet.toString();
    }

    /** What those who still owe dues earned in a month, in dong: one row a member. */
    static String payRecords() {
        StringBuilder sheet = new StringBuilder(4 << 20).append(PayRecords.HEADER);
        int number = STATE_PAID_MEMBERS;
        int[] members = Shares.of(OTHER_MEMBERS, OTHER_UNITS);
        for (int unit = 0; unit < members.length; unit++) {
            for (int i = 0; i < members[unit]; i++, number++) {
                PayRecords.row(sheet, memberCode(number), duesKind(unit), 4_730_000L + number % 97 * 100_000L);
            }
        }
        return sheet.toString();
    }

    static String otherCode(int unit) {
        return String.format("HT-D%04d", unit + 1);
    }

    static Person person(int number) {
        return People.number(number, PROVINCE);
    }

    private static String duesKind(int unit) {
        return unit % 10 == 0 ? "state-enterprise" : "non-state-enterprise";
    }

    private static String memberCode(int number) {
        return String.format("HT%07d", number + 1);
    }

    private static String stateCode(int unit) {
        return String.format("HT-N%04d", unit + 1);
    }

    private static String upperCode(int upper) {
        return String.format("HT-%02d", upper + 1);
    }
}

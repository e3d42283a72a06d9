package org.doanket.demo;

import java.time.LocalDate;
import java.util.Random;

/**
 * Invented people, the same at every run. Their national ids name the 24th century (third-last group of Circular 59/2021:
 * the digit for sex and century is 8 or 9), so that none can be a living person's.
 */
final class People {

    private static final String[] FAMILY = {"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ",
        "Ngô", "Dương", "Lý"};
    private static final String[] MIDDLE_MALE = {"Văn", "Đức", "Hữu", "Quang", "Minh", "Công", "Xuân", "Đình"};
    private static final String[] MIDDLE_FEMALE = {"Thị", "Ngọc", "Thu", "Thanh", "Kim", "Mỹ", "Hồng", "Phương"};
    private static final String[] GIVEN_MALE = {"An", "Bình", "Cường", "Dũng", "Hải", "Hùng", "Khoa", "Long", "Nam", "Phúc", "Quân",
        "Sơn", "Thắng", "Tuấn", "Vinh"};
    private static final String[] GIVEN_FEMALE = {"Anh", "Chi", "Dung", "Đào", "Giang", "Hà", "Hạnh", "Lan", "Mai", "Nga", "Oanh",
        "Quyên", "Thảo", "Trang", "Yến"};

    /** One person of the demo. @param nationalId 12 digits, of nobody */
    record Person(String name, String sex, LocalDate born, String nationalId, String phone) {
    }

    /** The youngest were 18 when all of them joined, in January 2020: nobody joins below the working age. */
    private static final int YEARS = 36;

    private People() {
    }

    /** The person with this number, of a province with this three-digit code. */
    static Person number(int number, int province) {
        Random random = new Random(31L * number + province);
        boolean male = random.nextBoolean();
        String name = pick(FAMILY, random) + ' ' + pick(male ? MIDDLE_MALE : MIDDLE_FEMALE, random) + ' '
                + pick(male ? GIVEN_MALE : GIVEN_FEMALE, random);
        LocalDate born = LocalDate.of(1966, 1, 1).plusDays(random.nextInt(YEARS * 365));
        String nationalId = String.format("%03d%d%02d%06d", province, male ? 8 : 9, born.getYear() % 100, number);
        return new Person(name, male ? "male" : "female", born, nationalId, String.format("0999%06d", number));
    }

    private static String pick(String[] from, Random random) {
        return from[random.nextInt(from.length)];
    }
}

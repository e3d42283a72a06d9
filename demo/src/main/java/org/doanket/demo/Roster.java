package org.doanket.demo;

import org.doanket.demo.People.Person;

/** The sheet of a roster: the columns of membership-service's import, as a provincial office heads them. */
final class Roster {

    static final String HEADER = "Mã đoàn viên,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Số điện thoại,Mã đơn vị,Ngày kết nạp,Loại đoàn viên,Loại đoàn phí\n";

    private Roster() {
    }

    static void row(StringBuilder sheet, String code, Person person, String unit, String category, String duesKind) {
        sheet.append(code).append(',').append(person.name()).append(',').append(person.born()).append(',').append(person.sex()).append(',')
                .append(person.nationalId()).append(',').append(person.phone()).append(',').append(unit).append(",2020-01-15,")
                .append(category).append(',').append(duesKind).append('\n');
    }
}

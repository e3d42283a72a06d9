package org.doanket.membership.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.sheet.SheetRow;
import org.junit.jupiter.api.Test;

class RosterRowTest {

    private static final UUID OWN = UUID.fromString("019a9b00-0000-7000-8000-000000000001");
    private static final UUID BELOW = UUID.fromString("019a9b00-0000-7000-8000-000000000002");

    @Test
    void readsWhatPeopleWrite() {
        RosterRow row = vn("fullName", "  Nguyễn Thị Mẫu ", "birthDate", "5/3/1990", "sex", "NỮ", "nationalId", "042 190 000 001", "phone", "+84 912.345.678",
                "unitCode", "B", "joinedOn", "2020-01-31", "category", "Employee");

        assertThat(row.faults()).isEmpty();
        assertThat(row.fullName).isEqualTo("Nguyễn Thị Mẫu");
        assertThat(row.birthDate).isEqualTo(LocalDate.of(1990, 3, 5));
        assertThat(row.sex).isEqualTo("female");
        assertThat(row.nationalId).isEqualTo("042190000001");
        assertThat(row.phone).isEqualTo("0912345678");
        assertThat(row.unit).isEqualTo(BELOW);
        assertThat(row.category).isEqualTo("employee");
    }

    @Test
    void leavesANumberOfAnEarlierFormToTheRegister() {
        assertThat(vn("fullName", "A", "nationalId", "042190000").isFormerNationalId).isTrue();
        assertThat(vn("fullName", "A", "nationalId", "042190000").faults()).isEmpty();
        assertThat(vn("fullName", "A", "nationalId", "042190000001").isFormerNationalId).isFalse();
        assertThat(vn("fullName", "A").isFormerNationalId).isFalse();
    }

    @Test
    void putsANameInTwoColumnsTogether() {
        assertThat(vn("familyName", "Trần Văn", "givenName", "Mẫu").fullName).isEqualTo("Trần Văn Mẫu");
    }

    @Test
    void belongsToTheUnitOfTheImportWhereNoneIsNamed() {
        assertThat(vn("fullName", "A").unit).isEqualTo(OWN);
    }

    @Test
    void namesEveryFaultOfTheRow() {
        RosterRow row = vn("birthDate", "31/02/1990", "sex", "x", "nationalId", "42190000001", "phone", "none", "unitCode", "Z", "joinedOn", "2999-01-01",
                "email", "at home", "code", "mã số", "category", "Người ngoài", "duesKind", "?");

        assertThat(row.faults()).containsExactlyInAnyOrder("fullName:name-missing", "birthDate:bad-day", "sex:bad-sex", "nationalId:bad-national-id",
                "phone:bad-phone", "unitCode:unknown-unit-code", "joinedOn:impossible-day", "email:email", "code:bad-code",
                "category:unknown-category", "duesKind:unknown-dues-kind");
    }

    @Test
    void readsDaysAsTheirCountryWritesThem() {
        assertThat(RosterRow.day("1-2-2003", false)).isEqualTo(LocalDate.of(2003, 2, 1));
        assertThat(RosterRow.day("2003年2月1日", true)).isEqualTo(LocalDate.of(2003, 2, 1));
        assertThat(RosterRow.day("2003/2/1", true)).isEqualTo(LocalDate.of(2003, 2, 1));
        assertThat(RosterRow.day("1/2/2003", true)).isNull();
        assertThat(RosterRow.day("2003", false)).isNull();
        assertThat(RosterRow.day("29/02/2023", false)).isNull();
    }

    private static RosterRow vn(String... cells) {
        List<String> fields = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < cells.length; i += 2) {
            fields.add(cells[i]);
            values.add(cells[i + 1]);
        }
        return new RosterRow(new SheetRow(2, values), new RosterColumns(1, fields, fields, List.of()),
                new RosterRow.Context("vn", LocalDate.of(2026, 11, 22), id -> id.matches("[0-9]{12}"),
                        id -> id.matches("[0-9]{9}|[0-9]{12}"), OWN, Map.of("B", BELOW), Map.of("employee", "employee"), Map.of(),
                        Map.of("tam dung sinh hoat", "suspended"), Map.of("suspended", Map.of("no work", "no-work")),
                        new RosterProfileColumns(List.of(), Set.of(), Map.of())));
    }
}

package org.doanket.membership.member;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;
import org.eclipse.microprofile.config.ConfigProvider;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * A register for benchmarks: 14 provinces of 24 commune unions of 60 grass-roots unions, members spread evenly over these, their names as
 * frequent as Vietnam's are. Written past the API, by COPY, with keys and sealed phones.
 */
public final class Million {

    public static final int PROVINCES = 14;
    public static final int COMMUNES = 24;
    /** In each commune, so that with a million members a union has fifty. */
    public static final int UNIONS = 60;
    private static final String[] FAMILY = weighted("Nguyễn 380 Trần 110 Lê 95 Phạm 70 Hoàng 30 Huỳnh 21 Phan 45 Vũ 24 Võ 15 Đặng 21 Bùi 20 Đỗ 14 Hồ 13 "
            + "Ngô 13 Dương 10 Lý 5 Đinh 9 Trịnh 8 Trương 12 Đoàn 7 Mai 6 Lâm 6 Cao 5 Tạ 4 Tô 3 Lưu 4 Chu 3 Quách 2 Thái 3 Hà 4 Kiều 1 Y 1");
    private static final String[] FEMALE = weighted("Thị 60 Ngọc 6 Thanh 4 Thu 4 Kim 3 Minh 2 Hồng 2 Mỹ 2 Bích 2 Thùy 2 Phương 2 Khánh 1 Bảo 1 Như 1 Cẩm 1");
    private static final String[] MALE = weighted("Văn 50 Đức 7 Minh 5 Hữu 4 Quang 4 Thanh 3 Ngọc 3 Đình 3 Xuân 2 Công 2 Quốc 2 Trọng 2 Tuấn 2 Hoàng 2 Anh 1 Gia 1 "
            + "Tiến 1 Thế 1 Bá 1 Duy 1 Việt 1 Khắc 1 Sỹ 1 Mạnh 1");
    private static final String[] GIVEN = ("Anh Hương Hùng Linh Vân Hoa Thảo Trang Lan Mai Thu Hà Phương Nga Hiền Hằng Dung Tuấn Minh Thành Hải Nam Long Sơn Đức Tâm "
            + "Bình Hiếu Thắng Cường Quang Khánh Huy Tiến Phúc Đạt Kiên Trung Việt Tùng Khoa Bảo Quân Lâm Vinh Lộc Phong Nhung Yến Nhi My Châu Ngọc Diễm Kim Liên Loan "
            + "Huệ Nhàn Thủy Thương Tuyết Oanh Thắm Uyên Vy Quỳnh Nguyệt Sen Hồng Đào Cúc Xuân Đông Dân Giang Duyên Hạnh Hậu Hoàng Hoàn Hợp Kha Khang Khôi Khiêm Kỳ Lập "
            + "Lệ Liễu Luân Lương Lực Ly Mẫn Mão Miên Nghĩa Nghị Nguyên Nhật Như Nho Ninh Oai Phát Phi Phú Phước Quế Quý Quyết Quyên Sang Sáu Sỹ Tài Tấn Tạo Tây Thái "
            + "Thạch Thân Thế Thi Thiện Thịnh Thọ Thoa Thoại Thông Thuận Thục Thuyên Tín Tính Toàn Toại Tới Tôn Trà Trai Trâm Trí Triết Triệu Trinh Trọng Trúc Trường Tú "
            + "Tường Tỵ Vang Vi Viên Võ Vũ Vượng Xuyến Y An Bắc Bách Ban Bằng Bích Ca Cẩm Cần Cảnh Chi Chiến Chính Chung Cơ Công Cử Đài Đăng Danh Đệ Di Điền Điệp Định Đoan "
            + "Doanh Du Dương Em Gái Gấm Ghi Hạc Hân Hoài Hòe Huân Huyền Huỳnh Ích Kế Kiều Lai Lang Lâu Lụa Luyện Mậu Mến Mơ Mười Nên Ngân Nghiêm Ngôn Nhài Nhiên").split(" ");

    public static final UUID ROOT = id(1);

    private final Connection owner;
    private final Connection worker;
    private final FieldVault vault;
    private final int unions;

    private Million(Connection owner, Connection worker, FieldVault vault, int unions) {
        this.unions = unions;
        this.owner = owner;
        this.worker = worker;
        this.vault = vault;
    }

    /** @param unions in each commune */
    public static void fill(int members, int unions, FieldVault vault) throws SQLException, IOException {
        try (Connection owner = login("OWNER"); Connection worker = login("WORKER")) {
            Million million = new Million(owner, worker, vault, unions);
            million.units();
            million.members(members);
            try (var statement = owner.createStatement()) {
                statement.execute("VACUUM ANALYZE");
            }
        }
    }

    public static UUID province(int number) {
        return id(2 + number);
    }

    public static UUID commune(int province, int number) {
        return id(2 + PROVINCES + province * COMMUNES + number);
    }

    public static UUID union(int province, int commune, int number) {
        return id(number(province, commune, number, UNIONS));
    }

    /** A union's code is this after BG. @param unions in each commune */
    public static int number(int province, int commune, int number, int unions) {
        return 2 + PROVINCES * (1 + COMMUNES) + (province * COMMUNES + commune) * unions + number;
    }

    public static Connection login(String which) throws SQLException {
        var config = ConfigProvider.getConfig();
        String name = "DOANKET_DB_" + which;
        return DriverManager.getConnection(config.getValue("DOANKET_DB_URL", String.class), config.getValue(name + "_USER", String.class),
                config.getValue(name + "_PASSWORD", String.class));
    }

    private void units() throws SQLException {
        unit(1, null, "general", "confederation", "/900000001/");
        int number = 2;
        for (int p = 0; p < PROVINCES; p++) {
            unit(number + p, 1, "P" + p, "provincial-federation", path(number + p, "/900000001/"));
        }
        for (int i = 0; i < PROVINCES * COMMUNES; i++) {
            int parent = 2 + i / COMMUNES;
            unit(2 + PROVINCES + i, parent, "C" + i, "commune-union", path(2 + PROVINCES + i, path(parent, "/900000001/")));
        }
        Sql.of("INSERT INTO unit (id, number, code, name, kind, jurisdiction, parent_id, path, valid_from, version) "
                + "SELECT (lpad(to_hex(n), 32, '0'))::uuid, 900000000 + n, 'BG' || n, 'Công đoàn cơ sở ' || n, 'grass-roots-union', 'vn', c.id, "
                + "c.path || (900000000 + n) || '/', '2020-01-01', 1 FROM generate_series(?, ?) n "
                + "JOIN unit c ON c.id = (lpad(to_hex(? + (n - ?) / ?), 32, '0'))::uuid", 2 + PROVINCES * (1 + COMMUNES),
                1 + PROVINCES * (1 + COMMUNES) + PROVINCES * COMMUNES * unions, 2 + PROVINCES, 2 + PROVINCES * (1 + COMMUNES), unions).run(worker);
        Sql.of("INSERT INTO unit_placement (unit_id, valid_from, parent_id, path) SELECT id, valid_from, parent_id, path FROM unit WHERE number > 900000000")
                .run(worker);
        Sql.of("INSERT INTO unit_description (unit_id, valid_from, name, territory) SELECT id, valid_from, name, territory FROM unit WHERE number > 900000000")
                .run(worker);
        Sql.of("INSERT INTO unit_event (unit_id, version, fact, effective, act_number, detail, recorded_by) SELECT id, 1, 'unit-founded', valid_from, '1', '{}', "
                + "'benchmark' FROM unit WHERE number > 900000000").run(worker);
    }

    private void unit(int number, Integer parent, String code, String kind, String path) throws SQLException {
        Sql.of("INSERT INTO unit (id, number, code, name, kind, jurisdiction, parent_id, path, valid_from, version) VALUES (?, ?, ?, ?, ?, 'vn', ?, ?, '2020-01-01', 1)",
                id(number), 900_000_000L + number, "B" + code, "Công đoàn " + code, kind, parent == null ? null : id(parent), path).run(worker);
    }

    private static String path(int number, String above) {
        return above + (900_000_000 + number) + "/";
    }

    /** Not into the table itself: COPY does not go where there is row-level security. */
    private void members(int members) throws SQLException, IOException {
        Sql.of("CREATE UNLOGGED TABLE staged (id uuid, unit_id uuid, name text, female boolean, phone bytea, phone_index bytea, phone_end bytea, key bytea, "
                + "chance int, national_id bytea, national_id_index bytea)").run(owner);
        HexFormat hex = HexFormat.of();
        Random random = new Random(5);
        int all = PROVINCES * COMMUNES * unions;
        try (OutputStream copy = new PGCopyOutputStream(owner.unwrap(PGConnection.class), "COPY staged FROM STDIN", 1 << 16)) {
            for (int i = 0; i < members; i++) {
                int union = (int) ((long) i * all / members);
                boolean female = random.nextBoolean();
                UUID id = Ids.next();
                String phone = String.format("09%08d", random.nextInt(100_000_000));
                String nationalId = String.format("043%09d", i);
                FieldVault.Key key = vault.newKey();
                copy.write((id + "\t" + id(2 + PROVINCES * (1 + COMMUNES) + union) + "\t" + name(random, female) + "\t" + female + "\t\\\\x"
                        + hex.formatHex(key.seal(MemberService.phonePlace(id), phone)) + "\t\\\\x" + hex.formatHex(vault.blindIndex("phone", phone)) + "\t\\\\x"
                        + hex.formatHex(PhoneEnd.of(vault, phone)) + "\t\\\\x" + hex.formatHex(key.wrapped()) + "\t" + random.nextInt(1000) + "\t\\\\x"
                        + hex.formatHex(key.seal(MemberService.nationalIdPlace(id), nationalId)) + "\t\\\\x"
                        + hex.formatHex(vault.blindIndex("national-id", nationalId)) + "\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        Sql.of("INSERT INTO person_key SELECT id, key FROM staged").run(worker);
        Sql.of("INSERT INTO member (id, unit_id, path, code, full_name, sex, national_id, national_id_index, phone, phone_index, phone_end, card_number, joined_on, category, dues_kind, status, "
                + "status_since, ended_on, version) SELECT s.id, u.id, u.path, next_member_code(), s.name, CASE WHEN s.female THEN 'female' ELSE 'male' END, s.national_id, s.national_id_index, s.phone, "
                + "s.phone_index, s.phone_end, 'T' || row_number() OVER (), '2020-01-01', CASE WHEN chance % 100 < 90 THEN 'employee' WHEN chance % 100 < 99 THEN 'informal' "
                + "ELSE 'honorary' END, 'non-state-enterprise', CASE WHEN chance < 2 THEN 'suspended' WHEN chance < 100 THEN 'union-ended' ELSE 'active' END, '2020-01-01', "
                + "CASE WHEN chance BETWEEN 2 AND 99 THEN date '2025-07-01' END, 1 FROM staged s JOIN unit u ON u.id = s.unit_id").run(worker);
        Sql.of("INSERT INTO member_event (member_id, version, fact, effective, detail, recorded_by) SELECT id, 1, 'member-admitted', '2020-01-01', '{}', 'benchmark' "
                + "FROM staged").run(worker);
        Sql.of("DROP TABLE staged").run(owner);
    }

    private static String name(Random random, boolean female) {
        String middle = random.nextInt(100) < 5 ? "" : " " + (female ? any(FEMALE, random) : any(MALE, random));
        String second = random.nextInt(100) < 22 ? " " + given(random) : "";
        return any(FAMILY, random) + middle + second + " " + given(random);
    }

    /** The first are called so thirty times as often as the last. */
    private static String given(Random random) {
        double place = (Math.pow(GIVEN.length / 8.0 + 1, random.nextDouble()) - 1) * 8;
        return GIVEN[Math.min((int) place, GIVEN.length - 1)];
    }

    private static String any(String[] words, Random random) {
        return words[random.nextInt(words.length)];
    }

    private static String[] weighted(String text) {
        java.util.List<String> words = new java.util.ArrayList<>();
        String[] parts = text.split(" ");
        for (int i = 0; i < parts.length; i += 2) {
            words.addAll(java.util.Collections.nCopies(Integer.parseInt(parts[i + 1]), parts[i]));
        }
        return words.toArray(String[]::new);
    }

    private static UUID id(long number) {
        return new UUID(0, number);
    }
}

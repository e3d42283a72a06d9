package org.doanket.membership.member;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.doanket.platform.http.Language;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
@Unscoped("words and rules are the same for every unit")
public class MemberCodeQueries {

    private final AgroalDataSource dataSource;

    MemberCodeQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param asOf the rules in force that day */
    public List<MemberCodeView.Status> statuses(String jurisdiction, LocalDate asOf) {
        Map<String, List<MemberCodeView.Word>> reasons = words("SELECT status AS of, code, %s FROM status_reasons(?, ?) ORDER BY status, rank, code",
                jurisdiction, asOf);
        return Sql.of("SELECT DISTINCT ON (r.status) r.*, s.is_open, s." + name() + " AS name FROM status_rule r JOIN member_status s ON s.code = r.status "
                + "WHERE r.jurisdiction = ? AND r.valid_from <= ? AND r.cancelled_at IS NULL ORDER BY r.status, r.valid_from DESC", jurisdiction, asOf)
                .list(dataSource, row -> new MemberCodeView.Status(row.getString("jurisdiction"), row.getString("status"), row.getString("name"),
                        row.getBoolean("is_open"), row.getObject("valid_from", LocalDate.class), List.of((String[]) row.getArray("from_statuses").getArray()),
                        row.getBoolean("needs_act"), row.getBoolean("needs_reminder"), reasons.getOrDefault(row.getString("status"), List.of()),
                        row.getString("citation"), row.getBoolean("verified")));
    }

    public List<MemberCodeView.Word> categories() {
        return Sql.of("SELECT code, " + name() + " AS name FROM member_category ORDER BY code")
                .list(dataSource, row -> new MemberCodeView.Word(row.getString("code"), row.getString("name")));
    }

    public List<MemberCodeView.Field> profileFields() {
        Map<String, List<MemberCodeView.Word>> words = words("SELECT field AS of, code, %s FROM profile_value ORDER BY field, rank");
        return Sql.of("SELECT *, " + name() + " AS name FROM profile_field ORDER BY rank").list(dataSource, row -> new MemberCodeView.Field(
                row.getString("code"), row.getString("name"), row.getString("class"), words.getOrDefault(row.getString("code"), List.of()),
                row.getString("citation")));
    }

    /** The fields of the profile, by the record that keeps them. */
    public static List<MemberCodeView.Shape> profileShape() {
        return Arrays.stream(MemberProfile.class.getRecordComponents()).map(field -> {
            Size size = field.getAccessor().getAnnotation(Size.class);
            return new MemberCodeView.Shape(field.getName(), field.getType(), size == null ? 0 : size.max());
        }).toList();
    }

    private Map<String, List<MemberCodeView.Word>> words(String select, Object... values) {
        record Of(String what, MemberCodeView.Word word) {
        }
        return Sql.of(select.formatted(name()), values)
                .list(dataSource, row -> new Of(row.getString(1), new MemberCodeView.Word(row.getString(2), row.getString(3))))
                .stream().collect(Collectors.groupingBy(Of::what, Collectors.mapping(Of::word, Collectors.toList())));
    }

    /** The column's name is made of one of our three languages, never of what a client sent. */
    private static String name() {
        return "name_" + Language.current().getLanguage();
    }
}

package org.doanket.membership.roster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.doanket.membership.member.MemberCodeQueries;
import org.doanket.membership.member.MemberCodeView;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;

/** The columns of a sheet that are of the rest of a member's file, and how their cells are read: as a day, as yes or no, as a word, as text. */
final class RosterProfileColumns {

    private static final Map<String, Boolean> YES_OR_NO = Map.ofEntries(Map.entry("co", true), Map.entry("x", true), Map.entry("yes", true),
            Map.entry("y", true), Map.entry("true", true), Map.entry("1", true), Map.entry("dung", true), Map.entry("是", true),
            Map.entry("khong", false), Map.entry("no", false), Map.entry("n", false), Map.entry("false", false), Map.entry("0", false),
            Map.entry("chua", false), Map.entry("否", false));
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;

    private final List<MemberCodeView.Shape> fields;
    private final Set<String> sensitive;
    private final Map<String, Map<String, String>> words;

    RosterProfileColumns(List<MemberCodeView.Shape> fields, Set<String> sensitive, Map<String, Map<String, String>> words) {
        this.fields = fields;
        this.sensitive = sensitive;
        this.words = words;
    }

    /** What goes wrong with a cell, by the field and the code of the fault. */
    @FunctionalInterface
    interface Faults {
        void add(String field, String code);
    }

    /** What a row says. @param plain or null; {@code sealed} that which is to be sealed, or null */
    record Said(ObjectNode plain, ObjectNode sealed) {
    }

    /** Of these columns. */
    static RosterProfileColumns of(Connection connection, RosterColumns columns) throws SQLException {
        Map<String, Map<String, String>> words = new HashMap<>();
        Sql.of("SELECT field, code, name_vi, name_en, name_zh FROM profile_value").list(connection, row -> {
            for (int column = 2; column <= 5; column++) {
                words.computeIfAbsent(row.getString(1), field -> new HashMap<>()).put(SearchForm.of(row.getString(column)), row.getString(2));
            }
            return words;
        });
        List<String> sensitive = Sql.of("SELECT code FROM profile_field WHERE class = 'sensitive'").list(connection, row -> row.getString(1));
        return new RosterProfileColumns(MemberCodeQueries.profileShape().stream().filter(field -> columns.fields().contains(field.code()))
                .toList(), Set.copyOf(sensitive), words);
    }

    /** @param cells text by field; {@code yearFirstOnly} as the jurisdiction writes days */
    Said read(UnaryOperator<String> cells, boolean yearFirstOnly, Faults faults) {
        ObjectNode plain = null;
        ObjectNode sealed = null;
        for (MemberCodeView.Shape field : fields) {
            String text = cells.apply(field.code());
            if (text == null || text.isEmpty()) {
                continue;
            }
            ObjectNode one = JsonNodeFactory.instance.objectNode();
            read(one, field, text.replace('\0', ' '), yearFirstOnly, faults);
            if (sensitive.contains(field.code())) {
                sealed = sealed == null ? one : sealed.setAll(one);
            } else {
                plain = plain == null ? one : plain.setAll(one);
            }
        }
        return new Said(plain == null || plain.isEmpty() ? null : plain, sealed == null || sealed.isEmpty() ? null : sealed);
    }

    private void read(ObjectNode into, MemberCodeView.Shape field, String text, boolean yearFirstOnly, Faults faults) {
        if (field.type() == LocalDate.class) {
            LocalDate day = RosterRow.day(text, yearFirstOnly);
            if (day != null && day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                into.put(field.code(), day.toString());
            } else {
                faults.add(field.code(), day == null ? "bad-day" : "impossible-day");
            }
        } else if (field.type() == Boolean.class) {
            Boolean yes = YES_OR_NO.get(SearchForm.of(text));
            if (yes == null) {
                faults.add(field.code(), "neither-yes-nor-no");
            } else {
                into.put(field.code(), yes);
            }
        } else if (text.length() > field.longest()) {
            faults.add(field.code(), "too-long");
        } else if (words.containsKey(field.code())) {
            String word = words.get(field.code()).get(SearchForm.of(text));
            if (word == null) {
                faults.add(field.code(), "unknown-profile-value");
            } else {
                into.put(field.code(), word);
            }
        } else {
            into.put(field.code(), text);
        }
    }
}

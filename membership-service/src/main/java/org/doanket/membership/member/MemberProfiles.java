package org.doanket.membership.member;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.platform.error.Fault;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;

/** Keeps profiles: what is sensitive, by the classes of the fields, under the person's key; the rest as it is. */
@ApplicationScoped
class MemberProfiles {

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;

    MemberProfiles(AgroalDataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    /** What officers read, and the names of what is there beside it. */
    record Shown(MemberProfile profile, List<String> withheld) {
    }

    private record Row(ObjectNode plain, byte[] sealed, List<String> sealedFields) {
    }

    /** What is to be kept of a member, what is sensitive under this key. */
    record Kept(UUID member, FieldVault.Key key, MemberProfile profile) {
    }

    private record Sealed(UUID member, ObjectNode plain, byte[] sealed, String fields) {
    }

    Optional<Shown> shown(UUID member) {
        Set<String> sensitive = sensitive();
        return row(member).map(row -> {
            // A field may have become sensitive since it was written.
            Set<String> withheld = new TreeSet<>(row.sealedFields());
            sensitive.stream().filter(row.plain()::has).forEach(withheld::add);
            withheld.forEach(row.plain()::remove);
            return new Shown(json.convertValue(row.plain(), MemberProfile.class), List.copyOf(withheld));
        });
    }

    /** In the clear; null where there is none. */
    MemberProfile whole(UUID member, FieldVault.Key key) {
        return row(member).map(row -> {
            if (row.sealed() != null) {
                row.plain().setAll((ObjectNode) read(key.openText(place(member), row.sealed())));
            }
            return json.convertValue(row.plain(), MemberProfile.class);
        }).orElse(null);
    }

    /** Of a profile only these fields. */
    MemberProfile only(MemberProfile profile, Set<String> fields) {
        ObjectNode tree = tree(profile);
        return json.convertValue(tree.retain(fields), MemberProfile.class);
    }

    void keep(UUID member, FieldVault.Key key, MemberProfile profile) {
        keep(List.of(new Kept(member, key, profile)));
    }

    void keep(List<Kept> files) {
        if (files.isEmpty()) {
            return;
        }
        Set<String> sensitive = sensitive();
        List<Sealed> rows = files.stream().map(file -> sealed(file, sensitive)).toList();
        Sql.of("INSERT INTO member_profile (member_id, plain, sealed, sealed_fields) SELECT f.member, f.plain, f.sealed, string_to_array(f.fields, ',') "
                + "FROM unnest(?::uuid[], ?::jsonb[], ?::bytea[], ?::text[]) AS f (member, plain, sealed, fields) ON CONFLICT (member_id) "
                + "DO UPDATE SET plain = excluded.plain, sealed = excluded.sealed, sealed_fields = excluded.sealed_fields", Sql.column(rows, Sealed::member),
                Sql.column(rows, Sealed::plain), Sql.column(rows, row -> MemberBatch.bytes(row.sealed())), Sql.column(rows, Sealed::fields)).run(dataSource);
    }

    private Sealed sealed(Kept file, Set<String> sensitive) {
        ObjectNode plain = tree(file.profile());
        ObjectNode sealed = plain.deepCopy().retain(sensitive);
        List<String> names = new ArrayList<>();
        sealed.fieldNames().forEachRemaining(names::add);
        plain.remove(names);
        return new Sealed(file.member(), plain, names.isEmpty() ? null : file.key().seal(place(file.member()), sealed.toString()), String.join(",", names));
    }

    /** For the history: from what to what; of sensitive fields only that they changed. */
    Map<String, Object> difference(MemberProfile before, MemberProfile after) {
        ObjectNode was = tree(before);
        ObjectNode is = tree(after);
        Set<String> sensitive = sensitive();
        Map<String, Object> changes = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>();
        was.fieldNames().forEachRemaining(names::add);
        is.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            if (!Objects.equals(was.get(name), is.get(name))) {
                changes.put("profile." + name, sensitive.contains(name) ? "changed" : Arrays.asList(was.get(name), is.get(name)));
            }
        }
        return changes;
    }

    /** The words that some fields may have. */
    Map<String, Set<String>> words() {
        return Sql.of("SELECT field, array_agg(code) AS codes FROM profile_value GROUP BY field ORDER BY field")
                .list(dataSource, row -> Map.entry(row.getString("field"), Set.of((String[]) row.getArray("codes").getArray())))
                .stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** @param words that some fields may have */
    List<Fault> faults(MemberProfile profile, Map<String, Set<String>> words) {
        List<Fault> faults = new ArrayList<>();
        ObjectNode tree = tree(profile);
        words.forEach((field, codes) -> {
            if (tree.has(field) && !codes.contains(tree.get(field).asText())) {
                faults.add(Fault.at("/profile/" + field, "unknown-profile-value"));
            }
        });
        if (profile.contractFrom() != null && profile.contractTo() != null && profile.contractTo().isBefore(profile.contractFrom())) {
            faults.add(Fault.at("/profile/contractTo", "before-begin"));
        }
        return faults;
    }

    Set<String> sensitive() {
        return Set.copyOf(Sql.of("SELECT code FROM profile_field WHERE class = 'sensitive'").list(dataSource, row -> row.getString(1)));
    }

    static String place(UUID member) {
        return "member_profile.sealed:" + member;
    }

    private Optional<Row> row(UUID member) {
        return Sql.of("SELECT * FROM member_profile WHERE member_id = ?", member).first(dataSource, row -> new Row(
                (ObjectNode) read(row.getString("plain")), row.getBytes("sealed"), List.of((String[]) row.getArray("sealed_fields").getArray())));
    }

    private ObjectNode tree(MemberProfile profile) {
        return profile == null ? json.createObjectNode() : json.valueToTree(profile);
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("a kept profile cannot be read"); // without the cause: it quotes the text
        }
    }
}

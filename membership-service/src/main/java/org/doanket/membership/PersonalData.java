package org.doanket.membership;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Asked of every feature when a member wants all that is kept of him: each that keeps something observes this and adds it. */
public final class PersonalData {

    private final UUID member;
    private final Map<String, List<JsonNode>> sections = new LinkedHashMap<>();

    public PersonalData(UUID member) {
        this.member = member;
    }

    public UUID member() {
        return member;
    }

    /** @param section in the plural, camelCase; @param records as they are kept, whole and in the clear */
    public void add(String section, List<JsonNode> records) {
        if (sections.putIfAbsent(section, records) != null) {
            throw new IllegalStateException("two features call theirs " + section);
        }
    }

    public Map<String, List<JsonNode>> sections() {
        return sections;
    }
}

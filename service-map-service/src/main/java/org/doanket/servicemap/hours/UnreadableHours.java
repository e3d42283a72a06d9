package org.doanket.servicemap.hours;

import java.util.List;
import java.util.Map;
import org.doanket.platform.error.Fault;

/** Opening hours that cannot be read or judged, with every faulty part named. */
final class UnreadableHours extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param code {@code hours-syntax}, {@code hours-unsupported} or {@code hours-too-long}; @param part as written */
    record Part(String code, String part) {
    }

    private final transient List<Part> parts;

    UnreadableHours(List<Part> parts) {
        super(parts.toString(), null, false, false);
        this.parts = List.copyOf(parts);
    }

    List<Fault> faults(String pointer) {
        return parts.stream().map(part -> Fault.at(pointer, part.code(), Map.of("part", part.part()))).toList();
    }
}

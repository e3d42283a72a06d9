package org.doanket.membership.member;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What happened to a member: kept as history. The world outside is told the state without personal data under the same name. */
public sealed interface MemberEvent {

    UUID member();

    long version();

    /** The first day on which it holds. */
    LocalDate on();

    String reason();

    /** Which fields changed, from what to what; of sealed fields only that they did. */
    Map<String, ?> detail();

    /** Its name outside, such as {@code member-admitted}. */
    default String fact() {
        return "member-" + getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    record Admitted(UUID member, long version, LocalDate on, Map<String, ?> detail) implements MemberEvent {
        @Override
        public String reason() {
            return null;
        }
    }

    record Changed(UUID member, long version, LocalDate on, String reason, Map<String, ?> detail) implements MemberEvent {
    }

    record Transferred(UUID member, long version, LocalDate on, String reason, Map<String, ?> detail) implements MemberEvent {
    }

    record Ended(UUID member, long version, LocalDate on, String reason, Map<String, ?> detail) implements MemberEvent {
    }
}

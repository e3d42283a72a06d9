package org.doanket.platform.security;

import io.agroal.api.AgroalDataSource;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.doanket.platform.sql.Sql;

/**
 * Which roles somebody held by an office that is over. Those who never held one by office, such as systems, have none here
 * and are believed as their token says.
 */
@ApplicationScoped
public class RoleBindings {

    /** An office that ended is told of within a second; the same person asks many times in one. */
    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final int MOST_REMEMBERED = 10_000;

    private final AgroalDataSource dataSource;
    private final Clock clock;
    private final Map<Person, Known> known = new ConcurrentHashMap<>();

    @Inject
    RoleBindings(AgroalDataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** Who a token says its bearer is. @param member may be null */
    public record Person(String subject, UUID member) {
    }

    /** A role at a unit that was given by office, and by no office any more, or not yet. */
    public record Lapsed(String role, UUID unit) {
    }

    /** The cause of a refusal that says nothing of the token: bindings cannot be looked up now, and nobody is let in meanwhile. */
    public static final class Away extends RuntimeException {
        Away(Throwable cause) {
            super(cause);
        }
    }

    private record Known(Set<Lapsed> lapsed, Instant since) {
    }

    /** Whether the token had roles that were taken from it. */
    public static boolean haveLapsed(SecurityIdentity identity) {
        return Boolean.TRUE.equals(identity.getAttribute(LapsedRoles.ATTRIBUTE));
    }

    /** What was read within the last second, without asking the database. */
    Optional<Set<Lapsed>> remembered(Person person) {
        return Optional.ofNullable(known.get(person)).filter(read -> read.since().plus(REMEMBERED).isAfter(clock.instant())).map(Known::lapsed);
    }

    /** @throws AuthenticationFailedException by {@link Away} when the database cannot be asked */
    Set<Lapsed> read(Person person) {
        Instant now = clock.instant();
        Set<Lapsed> lapsed;
        try {
            lapsed = Sql.of("SELECT role, unit_id FROM role_binding WHERE member_id = ?::uuid OR subject = ? GROUP BY role, unit_id "
                    + "HAVING NOT bool_or(valid_from <= ? AND (valid_to IS NULL OR valid_to > ?))", person.member(), person.subject(), now, now)
                    .list(dataSource, row -> new Lapsed(row.getString(1), row.getObject(2, UUID.class))).stream()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (Sql.SqlFailure failure) {
            throw new AuthenticationFailedException(new Away(failure));
        }
        if (known.size() >= MOST_REMEMBERED) {
            known.clear();
        }
        known.put(person, new Known(lapsed, now));
        return lapsed;
    }
}

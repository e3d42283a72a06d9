package org.doanket.membership.founding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** A founding that is being worked on: held until the end of the transaction, in a state in which that may be, and numbered anew afterwards. */
@ApplicationScoped
class FoundingHold {

    static final List<String> OPEN = List.of("draft", "returned");

    private final AgroalDataSource dataSource;
    private final FoundingQueries queries;
    private final ObjectMapper json;
    private final Clock clock;

    FoundingHold(AgroalDataSource dataSource, FoundingQueries queries, ObjectMapper json, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.json = json;
        this.clock = clock;
    }

    FoundingView toEdit(UUID id, String ifMatch, UnitScope scope) {
        FoundingView founding = inState(id, OPEN, scope);
        Revision.require(ifMatch, founding.version());
        return founding;
    }

    FoundingView inState(UUID id, List<String> states, UnitScope scope) {
        Sql.of("SELECT 1 FROM founding WHERE id = ? FOR UPDATE", id).run(dataSource);
        FoundingView founding = queries.one(scope, id);
        if (!states.contains(founding.state())) {
            throw FoundingProblems.state(founding.state());
        }
        return founding;
    }

    /** What was submitted before its unit ended, and is worked on since, has to be submitted anew also when the unit comes back. */
    void touch(UUID id) {
        Sql.of("UPDATE founding SET version = version + 1, changed_at = ?, state_before = CASE state_before WHEN 'submitted' THEN 'returned' "
                + "ELSE state_before END WHERE id = ?", clock.instant(), id).run(dataSource);
    }

    Set<UUID> ids(UUID id) {
        return Set.copyOf(Sql.of("SELECT id FROM founding_person WHERE founding_id = ?", id).list(dataSource, row -> row.getObject(1, UUID.class)));
    }

    String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    LocalDate today(String jurisdiction) {
        return Zones.today(clock, jurisdiction);
    }

    static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }
}

package org.doanket.membership.founding;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.doanket.membership.PersonForgotten;
import org.doanket.membership.charter.NationalIdQueries;
import org.doanket.membership.member.MemberCommand;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** The people of a founding: who apply, each under a key of his own. */
@ApplicationScoped
@Transactional
public class FoundingPersonService {

    private static final int MOST_PEOPLE = 2_000;

    private final AgroalDataSource dataSource;
    private final FoundingHold hold;
    private final NationalIdQueries nationalIds;
    private final FieldVault vault;

    FoundingPersonService(AgroalDataSource dataSource, FoundingHold hold, NationalIdQueries nationalIds, FieldVault vault) {
        this.dataSource = dataSource;
        this.hold = hold;
        this.nationalIds = nationalIds;
        this.vault = vault;
    }

    public UUID enter(UUID id, FoundingCommand.Person person, UnitScope scope) {
        FoundingView founding = hold.toEdit(id, "*", scope);
        if (founding.people() >= MOST_PEOPLE) {
            throw FoundingProblems.tooManyPeople(MOST_PEOPLE);
        }
        UUID personId = Ids.next();
        FieldVault.Key key = vault.newKey();
        Sql.of("INSERT INTO founding_person (id, founding_id, number, key, category, applied_on, is_initiator, file, national_id_index) "
                + "SELECT ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ? FROM founding_person WHERE founding_id = ?", personId, id,
                key.wrapped(), category(founding, person), person.appliedOn(), person.initiator(),
                key.seal(FoundingPersonView.place(personId), hold.write(normal(founding, null, person))), index(person), id).run(dataSource);
        hold.touch(id);
        return personId;
    }

    public void changePerson(UUID id, UUID personId, FoundingCommand.Person person, String ifMatch, UnitScope scope) {
        FoundingView founding = hold.toEdit(id, ifMatch, scope);
        requirePerson(id, personId);
        FieldVault.Key key = vault.newKey();
        Sql.of("UPDATE founding_person SET key = ?, category = ?, applied_on = ?, is_initiator = ?, file = ?, national_id_index = ? WHERE id = ?",
                key.wrapped(), category(founding, person), person.appliedOn(), person.initiator(),
                key.seal(FoundingPersonView.place(personId), hold.write(normal(founding, personId, person))), index(person), personId)
                .run(dataSource);
        hold.touch(id);
    }

    public void remove(UUID id, UUID personId, String ifMatch, UnitScope scope) {
        FoundingView founding = hold.toEdit(id, ifMatch, scope);
        requirePerson(id, personId);
        if (named(founding).anyMatch(personId::equals)) {
            throw FoundingProblems.personNamed();
        }
        Sql.of("DELETE FROM founding_person WHERE id = ?", personId).run(dataSource);
        hold.touch(id);
    }

    private void requirePerson(UUID id, UUID person) {
        if (!hold.ids(id).contains(person)) {
            throw Problem.notFound("founding-person");
        }
    }

    /** As it is kept: numbers in one way of writing, and nobody twice. */
    private FoundingCommand.Person normal(FoundingView founding, UUID self, FoundingCommand.Person person) {
        String jurisdiction = founding.jurisdiction();
        LocalDate today = hold.today(jurisdiction);
        FoundingHold.refuse(FoundingFaults.of(person, nationalIds.on(jurisdiction, today), jurisdiction, today));
        byte[] index = index(person);
        if (index != null && Sql.of("SELECT 1 FROM founding_person WHERE founding_id = ? AND national_id_index = ?", founding.id(), index)
                .given(self, "AND id <> ?").first(dataSource, row -> true).isPresent()) {
            throw FoundingProblems.personTwice();
        }
        return new FoundingCommand.Person(person.fullName(), person.birthDate(), person.sex(), nationalId(person),
                person.phone() == null || person.phone().isBlank() ? null : MemberCommand.Phone.normal(jurisdiction, person.phone()),
                person.email(), person.address(), person.position(), category(founding, person), person.contractFrom(), person.contractTo(),
                person.appliedOn(), person.initiator(), person.education(), person.career());
    }

    private byte[] index(FoundingCommand.Person person) {
        String plain = nationalId(person);
        return plain == null ? null : vault.blindIndex("national-id", plain);
    }

    private static String nationalId(FoundingCommand.Person person) {
        return person.nationalId() == null || person.nationalId().isBlank() ? null : NationalIdQueries.bare(person.nationalId());
    }

    private String category(FoundingView founding, FoundingCommand.Person person) {
        if (person.category() == null) {
            return Sql.of("SELECT default_category FROM unit_kind WHERE jurisdiction = ? AND code = ?", founding.jurisdiction(), founding.kind())
                    .first(dataSource, row -> row.getString(1)).orElseThrow();
        }
        return Sql.of("SELECT code FROM member_category WHERE code = ?", person.category()).first(dataSource, row -> row.getString(1))
                .orElseThrow(() -> Problem.invalid(List.of(Fault.at("/category", "unknown-category"))));
    }

    void forget(@Observes PersonForgotten gone) throws SQLException {
        Sql.of("UPDATE founding_person SET key = NULL, file = NULL, national_id_index = NULL WHERE member_id = ?", gone.member())
                .run(gone.connection());
    }

    private static Stream<UUID> named(FoundingView founding) {
        Stream<UUID> atCongress = founding.congress() == null ? Stream.empty() : Stream.of(
                Stream.of(founding.congress().chair(), founding.congress().secretary()), founding.congress().tellers().stream(),
                founding.congress().candidates().stream().map(FoundingCommand.Candidate::personId)).flatMap(Function.identity());
        return Stream.concat(atCongress, founding.meeting() == null ? Stream.empty() : founding.meeting().bodies().stream()
                .flatMap(body -> body.offices().stream()).map(FoundingCommand.Office::personId));
    }
}

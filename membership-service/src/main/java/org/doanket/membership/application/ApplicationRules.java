package org.doanket.membership.application;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.doanket.membership.application.ApplicationCommand.Person;
import org.doanket.membership.charter.NationalIdQueries;
import org.doanket.membership.charter.PostQueries;
import org.doanket.membership.consent.ConsentQueries;
import org.doanket.membership.member.MemberCommand;
import org.doanket.membership.member.MemberService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** What an application must say, and whom a unit may take: rules of a day, each told with where it stands. */
@ApplicationScoped
class ApplicationRules {

    static final String PURPOSE = "membership-application";
    private static final String FOREIGN = "foreign";

    private final AgroalDataSource dataSource;
    private final MemberService members;
    private final ConsentQueries consents;
    private final NationalIdQueries nationalIds;
    private final PostQueries posts;
    private final UnitTree tree;
    private final Clock clock;

    ApplicationRules(AgroalDataSource dataSource, MemberService members, ConsentQueries consents, NationalIdQueries nationalIds, PostQueries posts,
            UnitTree tree, Clock clock) {
        this.dataSource = dataSource;
        this.members = members;
        this.consents = consents;
        this.nationalIds = nationalIds;
        this.posts = posts;
        this.tree = tree;
        this.clock = clock;
    }

    UnitRef livingUnit(UUID id, UnitScope scope) {
        return living(tree.require(id, scope));
    }

    /** For those who hold a code of that unit. */
    UnitRef livingUnit(UUID id) {
        return living(tree.find(id).orElseThrow(() -> Problem.notFound("unit")));
    }

    private static UnitRef living(UnitRef unit) {
        if (unit.validTo() != null) {
            throw ApplicationProblems.unitEnded(unit.code());
        }
        return unit;
    }

    /** All that is wrong with the form, and all that stands against the person. @param day on which the application came in */
    List<Fault> faults(Person person, UnitRef unit, LocalDate day, boolean isOnline) {
        List<Fault> faults = new ArrayList<>();
        need(faults, "/person/fullName", person.fullName());
        need(faults, "/person/sex", person.sex());
        need(faults, "/person/birthDate", person.birthDate() == null ? null : "given");
        need(faults, "/person/category", person.category());
        if (!FOREIGN.equals(person.category())) {
            need(faults, "/person/nationalId", person.nationalId());
        }
        if (isOnline) {
            need(faults, "/person/phone", person.phone());
        }
        if (filled(person.nationalId()) && !nationalIds.on(unit.jurisdiction(), day).isTaken(NationalIdQueries.bare(person.nationalId()))) {
            faults.add(Fault.at("/person/nationalId", "bad-national-id"));
        }
        if (filled(person.phone()) && MemberCommand.Phone.normal(unit.jurisdiction(), person.phone()) == null) {
            faults.add(Fault.at("/person/phone", "bad-phone"));
        }
        if (filled(person.post()) && posts(unit, day).stream().noneMatch(post -> post.code().equals(person.post()))) {
            faults.add(Fault.at("/person/post", "unknown-post"));
        }
        faults.addAll(against(List.of(new Applicant(person, unit)), day).get(0));
        return faults;
    }

    /** Who applies, and where. */
    record Applicant(Person person, UnitRef unit) {
    }

    /** What stands against each of them by the rules of that day, in their order. */
    List<List<Fault>> against(List<Applicant> people, LocalDate day) {
        Set<String> categories = Set.copyOf(Sql.of("SELECT code FROM member_category").list(dataSource, row -> row.getString(1)));
        List<List<Fault>> found = members.joiningFaults(people.stream().map(each -> MemberCommand.Joining.applicant(each.unit().jurisdiction(),
                each.unit().kind(), each.person().category(), each.person().birthDate(), each.person().contract(), day)).toList(), "/person", "/person");
        Map<String, List<PostQueries.Post>> known = new HashMap<>();
        for (int i = 0; i < people.size(); i++) {
            Person person = people.get(i).person();
            if (filled(person.category()) && !categories.contains(person.category())) {
                found.get(i).add(0, Fault.at("/person/category", "unknown-category"));
            }
            if (person.contractFrom() != null && person.contractTo() != null && person.contractTo().isBefore(person.contractFrom())) {
                found.get(i).add(Fault.at("/person/contractTo", "before-begin"));
            }
            if (filled(person.post())) {
                refusal(person.post(), known.computeIfAbsent(people.get(i).unit().jurisdiction(), jurisdiction -> posts.on(jurisdiction, day)))
                        .ifPresent(found.get(i)::add);
            }
        }
        return found;
    }

    private static Optional<Fault> refusal(String post, List<PostQueries.Post> known) {
        return known.stream().filter(one -> one.code().equals(post) && one.isBarred()).findFirst()
                .map(one -> Fault.at("/person/post", "post-may-not-join", Map.of("rule", one.citation())));
    }

    /** Posts that applicants are asked for. */
    List<PostQueries.Post> posts(UnitRef unit, LocalDate day) {
        return posts.on(unit.jurisdiction(), day);
    }

    List<Fault> consentFaults(Integer textVersion, boolean isGiven) {
        List<Fault> faults = new ArrayList<>();
        int current = consents.textVersion(PURPOSE).orElseThrow();
        if (textVersion != current) {
            faults.add(Fault.at("/consent/textVersion", "another-text", Map.of("current", current)));
        }
        if (!isGiven) {
            faults.add(Fault.at("/consent/given", "consent-not-given"));
        }
        return faults;
    }

    /** Categories that the unit takes on that day, with their names in the reader's language. */
    List<ApplicationFormView.Category> taken(UnitRef unit, LocalDate day) {
        // The column's name is made of one of our three languages, never of what a client sent.
        return Sql.of("SELECT c.code, c.name_" + Language.current().getLanguage() + " FROM member_category c "
                + "CROSS JOIN joining_rules(?, ?, c.code, ?, true) r WHERE r.not_taken_by IS NULL AND r.kept_out_by IS NULL ORDER BY c.code", unit.jurisdiction(), unit.kind(), day)
                .list(dataSource, row -> new ApplicationFormView.Category(row.getString(1), row.getString(2)));
    }

    LocalDate today(String jurisdiction) {
        return Zones.today(clock, jurisdiction);
    }

    static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    static boolean filled(String text) {
        return text != null && !text.isBlank();
    }

    private static void need(List<Fault> faults, String pointer, String text) {
        if (!filled(text)) {
            faults.add(Fault.at(pointer, "not-blank"));
        }
    }
}

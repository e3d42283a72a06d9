package org.doanket.membership.founding;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.doanket.membership.body.BodyKindQueries;
import org.doanket.membership.body.BodyKindView;
import org.doanket.membership.calendar.WorkingDayQueries;
import org.doanket.membership.member.MemberCommand;
import org.doanket.membership.member.MemberService;
import org.doanket.membership.right.RightsQueries;
import org.doanket.membership.right.RightsView;
import org.doanket.membership.rule.ParameterQueries;
import org.doanket.membership.rule.ParameterView;
import org.doanket.membership.rule.SizeRuleQueries;
import org.doanket.platform.error.Fault;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;

/** What the rules say of a founding, as they stand on the day of its congress; all of it at once, each with its citation. */
@ApplicationScoped
class FoundingRules {

    static final String COMMITTEE = "executive-committee";
    /** Who sits in these is one of those whom the congress has elected. */
    private static final Set<String> FROM_THE_COMMITTEE = Set.of(COMMITTEE, "standing-committee");
    private static final String VALID_BALLOTS = "valid-ballots";
    private static final String ENTITLED = "entitled";

    private final FoundingQueries queries;
    private final MemberService members;
    private final RightsQueries rights;
    private final ParameterQueries parameters;
    private final SizeRuleQueries sizes;
    private final BodyKindQueries bodyKinds;
    private final WorkingDayQueries calendar;

    FoundingRules(FoundingQueries queries, MemberService members, RightsQueries rights, ParameterQueries parameters, SizeRuleQueries sizes,
            BodyKindQueries bodyKinds, WorkingDayQueries calendar) {
        this.queries = queries;
        this.members = members;
        this.rights = rights;
        this.parameters = parameters;
        this.sizes = sizes;
        this.bodyKinds = bodyKinds;
        this.calendar = calendar;
    }

    /** Findings as they are found. */
    private static final class Found {

        private final List<FoundingView.Finding> all = new ArrayList<>();

        void sum(String code, Object... args) {
            all.add(finding(code, true, null, null, args));
        }

        void rule(String code, String citation, boolean verified, Object... args) {
            all.add(finding(code, true, citation, verified, args));
        }

        void cited(String code, String citation, Object... args) {
            all.add(finding(code, true, citation, null, args));
        }

        void note(String code, String citation, boolean verified, Object... args) {
            all.add(finding(code, false, citation, verified, args));
        }

        void aside(String code, Object... args) {
            all.add(finding(code, false, null, null, args));
        }

        private static FoundingView.Finding finding(String code, boolean blocks, String citation, Boolean verified, Object... args) {
            return new FoundingView.Finding(code, blocks, Messages.text(Language.current(), "founding.finding." + code, args), citation, verified);
        }
    }

    List<FoundingView.Finding> findings(FoundingView founding, List<FoundingPersonView.Open> people,
            List<FoundingQueries.Membership> memberships, LocalDate today) {
        Found found = new Found();
        LocalDate day = founding.congress() == null ? today : founding.congress().on();
        List<String> categories = people.stream().map(FoundingPersonView.Open::category).distinct().toList();
        Map<String, RightsView.Refusal> barred = rights.refusals("stand-for-office", categories, founding.jurisdiction(), day);
        memberships.forEach(held -> {
            if (held.memberId() == null) {
                found.aside("member-elsewhere", held.number());
            } else {
                found.aside("member-moves", held.number(), held.unitCode());
            }
        });
        people(founding, people, day, rights.refusals("found-unit", categories, founding.jurisdiction(), day), found);
        joining(founding, people, memberships, day, found);
        if (founding.congress() == null) {
            found.sum("congress-missing");
            return found.all;
        }
        congress(founding, people.size(), found);
        ballots(founding.congress(), found);
        voters(founding, people, rights.refusals("elect", categories, founding.jurisdiction(), day), found);
        Map<UUID, FoundingPersonView.Open> byId = people.stream().collect(Collectors.toMap(FoundingPersonView.Open::id, Function.identity()));
        Election election = election(founding);
        elected(founding, people.size(), election, found);
        election.elected().forEach(candidate -> mayHoldOffice(byId.get(candidate.personId()), barred, found));
        meeting(founding, election, byId, barred, found);
        late("recognition-dossier-within", "dossier-late", founding, founding.submittedOn() == null ? today : founding.submittedOn(), found);
        return found.all;
    }

    Election election(FoundingView founding) {
        FoundingCommand.Congress congress = founding.congress();
        ParameterView.Share ofBallots = parameters.citedShare(founding.jurisdiction(), "elected-with-more-than", VALID_BALLOTS, congress.on())
                .orElseGet(() -> parameters.citedShare(founding.jurisdiction(), "elected-with-more-than", ENTITLED, congress.on())
                        .orElseThrow(() -> new IllegalStateException("no parameter elected-with-more-than in " + founding.jurisdiction())));
        return Election.of(congress, ofBallots.ratio(), ofBallots.subject().equals(ENTITLED) ? congress.invited() : congress.ballots().valid());
    }

    private void people(FoundingView founding, List<FoundingPersonView.Open> people, LocalDate day, Map<String, RightsView.Refusal> barred,
            Found found) {
        long founders = people.stream().filter(person -> person.appliedOn() != null && !barred.containsKey(person.category())).count();
        parameters.value(founding.jurisdiction(), "minimum-members", founding.kind(), day).filter(least -> founders < least.value())
                .ifPresent(least -> found.rule("too-few-people", least.citation(), least.verified(), founders, least.value()));
        if (people.stream().noneMatch(FoundingPersonView.Open::initiator)) {
            found.sum("initiators-missing");
        }
        for (FoundingPersonView.Open person : people) {
            if (person.appliedOn() == null || person.appliedOn().isAfter(day)) {
                found.sum("application-missing", person.number());
            }
            if (person.initiator() && barred.containsKey(person.category())) {
                RightsView.Refusal bar = barred.get(person.category());
                found.rule("initiator-barred", bar.citation(), bar.verified(), person.number());
            }
        }
    }

    /** Who of them may not become a member of the new union on that day: the same rules by which each is admitted. */
    List<FoundingView.Finding> joining(FoundingView founding, List<FoundingPersonView.Open> people, List<FoundingQueries.Membership> memberships,
            LocalDate day) {
        Found found = new Found();
        joining(founding, people, memberships, day, found);
        return found.all;
    }

    private void joining(FoundingView founding, List<FoundingPersonView.Open> people, List<FoundingQueries.Membership> memberships, LocalDate day,
            Found found) {
        Set<UUID> held = memberships.stream().map(FoundingQueries.Membership::personId).collect(Collectors.toSet());
        Optional<ParameterView.Value> age = parameters.value(founding.jurisdiction(), "working-age", day);
        Optional<ParameterView.Value> contract = parameters.value(founding.jurisdiction(), "foreign-contract-at-least", day);
        List<FoundingPersonView.Open> known = people.stream().filter(person -> person.file() != null).toList();
        List<List<Fault>> against = members.joiningFaults(known.stream().map(person -> MemberCommand.Joining.coming(founding.jurisdiction(), founding.kind(),
                person.category(), person.file().birthDate(), person.file().contract(), day, held.contains(person.id()))).toList(), "", "");
        for (int i = 0; i < known.size(); i++) {
            FoundingPersonView.Open person = known.get(i);
            for (Fault fault : against.get(i)) {
                Object citation = fault.places().get("rule");
                switch (fault.code()) {
                    case "below-working-age" -> age.ifPresent(years -> found.rule("under-age", years.citation(), years.verified(), person.number(), years.value()));
                    case "contract-too-short" -> contract.ifPresent(months ->
                            found.rule("contract-too-short", months.citation(), months.verified(), person.number(), months.value()));
                    default -> found.cited("category-not-taken", String.valueOf(citation), person.number(), person.category());
                }
            }
            if (person.file().contractFrom() != null && person.file().contractTo() != null
                    && person.file().contractTo().isBefore(person.file().contractFrom())) {
                found.sum("contract-ends-before", person.number());
            }
        }
        queries.barred(founding, day).forEach(barred -> found.rule("may-not-return", barred.citation(), barred.verified(), barred.number()));
    }

    private void congress(FoundingView founding, int count, Found found) {
        FoundingCommand.Congress congress = founding.congress();
        boolean byDelegates = congress.form().equals("delegates");
        parameters.value(founding.jurisdiction(), "delegates-congress-from", congress.on()).ifPresent(from -> {
            if (byDelegates && count < from.value() && !congress.scattered()) {
                found.rule("congress-by-delegates", from.citation(), from.verified(), count, from.value());
            } else if (!byDelegates && count >= from.value()) {
                found.rule("congress-of-all", from.citation(), from.verified(), count, from.value());
            }
        });
        if (!byDelegates && congress.invited() != count) {
            found.sum("congress-invited", congress.invited(), count);
        }
        if (congress.present() > congress.invited()) {
            found.sum("congress-present", congress.present(), congress.invited());
        }
        parameters.citedShare(founding.jurisdiction(), "congress-quorum", "", congress.on()).filter(quorum ->
                (long) congress.present() * quorum.ratio().denominator() < (long) congress.invited() * quorum.ratio().numerator()).ifPresent(quorum ->
                found.rule("congress-quorum", quorum.citation(), quorum.verified(), congress.present(), congress.invited()));
    }

    private static void ballots(FoundingCommand.Congress congress, Found found) {
        FoundingCommand.Ballots ballots = congress.ballots();
        if (ballots.given() > congress.present() || ballots.returned() > ballots.given() || ballots.valid() > ballots.returned()) {
            found.sum("ballots", congress.present(), ballots.given(), ballots.returned(), ballots.valid());
        }
        long votes = congress.candidates().stream().mapToLong(FoundingCommand.Candidate::votes).sum();
        if (votes > (long) ballots.valid() * congress.seats()
                || congress.candidates().stream().anyMatch(candidate -> candidate.votes() > ballots.valid())) {
            found.sum("votes", votes, ballots.valid(), congress.seats());
        }
    }

    /** Who has no vote may come, and is given no ballot. Whom delegates are sent by is not entered, so of these nothing is known. */
    private static void voters(FoundingView founding, List<FoundingPersonView.Open> people, Map<String, RightsView.Refusal> barred, Found found) {
        if (founding.congress().form().equals("delegates")) {
            return;
        }
        long voters = people.stream().filter(person -> !barred.containsKey(person.category())).count();
        if (founding.congress().ballots().given() > voters && !barred.isEmpty()) {
            RightsView.Refusal bar = barred.values().iterator().next();
            found.rule("ballots-without-vote", bar.citation(), bar.verified(), founding.congress().ballots().given(), voters);
        }
    }

    private void elected(FoundingView founding, int count, Election election, Found found) {
        FoundingCommand.Congress congress = founding.congress();
        sizes.inForce(founding.jurisdiction(), COMMITTEE, founding.kind(), congress.on()).ifPresent(rule -> {
            var band = rule.bandFor(count);
            if (congress.seats() < band.seatsFrom() || congress.seats() > band.seatsTo()) {
                found.rule("committee-size", rule.citation(), rule.verified(), congress.seats(), count, band.seatsFrom(), band.seatsTo());
            }
        });
        parameters.value(founding.jurisdiction(), "committee-from", congress.on()).filter(from -> count < from.value()).ifPresent(from ->
                found.note("few-for-a-committee", from.citation(), from.verified(), count, from.value()));
        if (election.isTied()) {
            found.sum("tied");
        } else if (election.elected().size() < congress.seats()) {
            found.aside("seats-left", election.elected().size(), congress.seats());
        }
    }

    private void meeting(FoundingView founding, Election election, Map<UUID, FoundingPersonView.Open> byId,
            Map<String, RightsView.Refusal> barred, Found found) {
        FoundingCommand.Meeting meeting = founding.meeting();
        if (meeting == null) {
            found.sum("meeting-missing");
            return;
        }
        if (meeting.on().isBefore(founding.congress().on())) {
            found.sum("meeting-before-congress");
        }
        if (meeting.present() > election.elected().size()) {
            found.sum("meeting-present", meeting.present(), election.elected().size());
        }
        for (FoundingCommand.Elected body : meeting.bodies()) {
            Map<String, BodyKindView.Position> positions = bodyKinds.find(founding.jurisdiction(), body.kind()).orElseThrow().positions().stream()
                    .collect(Collectors.toMap(BodyKindView.Position::code, Function.identity()));
            for (FoundingCommand.Office office : body.offices()) {
                if (office.votes() > meeting.present()) {
                    found.sum("office-votes", office.votes(), meeting.present());
                }
                if (FROM_THE_COMMITTEE.contains(body.kind()) && positions.get(office.position()).takesSeat() && !election.has(office.personId())) {
                    found.sum("office-not-elected", byId.get(office.personId()).number());
                }
                if (!election.has(office.personId())) {
                    mayHoldOffice(byId.get(office.personId()), barred, found);
                }
            }
        }
        if (meeting.bodies().stream().filter(body -> body.kind().equals(COMMITTEE)).flatMap(body -> body.offices().stream())
                .noneMatch(office -> office.position().equals("chair"))) {
            found.sum("chair-missing");
        }
        late("first-committee-meeting-within", "meeting-late", founding, meeting.on(), found);
    }

    private static void mayHoldOffice(FoundingPersonView.Open person, Map<String, RightsView.Refusal> barred, Found found) {
        RightsView.Refusal bar = barred.get(person.category());
        if (bar != null) {
            found.rule("officer-barred", bar.citation(), bar.verified(), person.number());
        }
    }

    /** A dossier that is late can still go up: what else should become of the union? */
    private void late(String rule, String code, FoundingView founding, LocalDate done, Found found) {
        parameters.value(founding.jurisdiction(), rule, founding.congress().on()).ifPresent(days -> {
            LocalDate due = calendar.after(founding.jurisdiction(), founding.congress().on(), days.value());
            if (done.isAfter(due)) {
                found.note(code, days.citation(), days.verified(), due, days.value());
            }
        });
    }
}

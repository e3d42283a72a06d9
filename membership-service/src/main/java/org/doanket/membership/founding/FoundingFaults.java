package org.doanket.membership.founding;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.doanket.membership.body.BodyKindView;
import org.doanket.membership.charter.NationalIdQueries;
import org.doanket.membership.member.MemberCommand;
import org.doanket.platform.error.Fault;

/** What cannot be entered at all, apart from what the rules say of the whole. */
final class FoundingFaults {

    private FoundingFaults() {
    }

    static List<Fault> of(FoundingCommand.Person person, NationalIdQueries.Forms nationalIds, String jurisdiction, LocalDate today) {
        List<Fault> faults = new ArrayList<>();
        if (filled(person.nationalId()) && !nationalIds.isTaken(NationalIdQueries.bare(person.nationalId()))) {
            faults.add(Fault.at("/nationalId", "bad-national-id"));
        }
        if (filled(person.phone()) && MemberCommand.Phone.normal(jurisdiction, person.phone()) == null) {
            faults.add(Fault.at("/phone", "bad-phone"));
        }
        if (person.birthDate() != null && !person.birthDate().isBefore(today)) {
            faults.add(Fault.at("/birthDate", "past"));
        }
        if (person.contractFrom() != null && person.contractTo() != null && person.contractTo().isBefore(person.contractFrom())) {
            faults.add(Fault.at("/contractTo", "before-begin"));
        }
        if (person.appliedOn() != null && person.appliedOn().isAfter(today)) {
            faults.add(Fault.at("/appliedOn", "past-or-present"));
        }
        return faults;
    }

    static List<Fault> of(FoundingCommand.Congress congress, Set<UUID> people, LocalDate today) {
        List<Fault> faults = new ArrayList<>();
        if (congress.on().isAfter(today)) {
            faults.add(Fault.at("/on", "past-or-present"));
        }
        require(people, congress.chair(), "/chair", faults);
        require(people, congress.secretary(), "/secretary", faults);
        for (int i = 0; i < congress.tellers().size(); i++) {
            require(people, congress.tellers().get(i), "/tellers/" + i, faults);
        }
        Set<UUID> candidates = new HashSet<>();
        for (int i = 0; i < congress.candidates().size(); i++) {
            String pointer = "/candidates/" + i + "/personId";
            require(people, congress.candidates().get(i).personId(), pointer, faults);
            if (!candidates.add(congress.candidates().get(i).personId())) {
                faults.add(Fault.at(pointer, "candidate-twice"));
            }
        }
        return faults;
    }

    /** @param kinds of bodies that such a unit has, by code */
    static List<Fault> of(FoundingCommand.Meeting meeting, Map<String, BodyKindView> kinds, Set<UUID> people, LocalDate today) {
        List<Fault> faults = new ArrayList<>();
        if (meeting.on().isAfter(today)) {
            faults.add(Fault.at("/on", "past-or-present"));
        }
        Set<String> bodies = new HashSet<>();
        for (int i = 0; i < meeting.bodies().size(); i++) {
            FoundingCommand.Elected body = meeting.bodies().get(i);
            String pointer = "/bodies/" + i;
            if (!kinds.containsKey(body.kind())) {
                faults.add(Fault.at(pointer + "/kind", "no-such-body-of-such-a-unit"));
            } else if (!bodies.add(body.kind())) {
                faults.add(Fault.at(pointer + "/kind", "body-twice"));
            } else {
                offices(body, kinds.get(body.kind()), people, pointer, faults);
            }
        }
        return faults;
    }

    private static void offices(FoundingCommand.Elected body, BodyKindView kind, Set<UUID> people, String pointer, List<Fault> faults) {
        Map<String, BodyKindView.Position> positions = new HashMap<>();
        kind.usedPositions().forEach(position -> positions.put(position.code(), position));
        Set<String> taken = new HashSet<>();
        Set<UUID> seated = new HashSet<>();
        for (int i = 0; i < body.offices().size(); i++) {
            FoundingCommand.Office office = body.offices().get(i);
            String at = pointer + "/offices/" + i;
            require(people, office.personId(), at + "/personId", faults);
            BodyKindView.Position position = positions.get(office.position());
            if (position == null) {
                faults.add(Fault.at(at + "/position", "no-such-position"));
            } else {
                if (!taken.add(position.isSingle() ? position.code() : position.code() + office.personId())) {
                    faults.add(Fault.at(at, "office-twice"));
                }
                if (position.takesSeat() && seated.add(office.personId()) && seated.size() == body.seats() + 1) {
                    faults.add(Fault.at(pointer + "/offices", "more-than-seats"));
                }
            }
        }
    }

    private static void require(Set<UUID> people, UUID person, String pointer, List<Fault> faults) {
        if (!people.contains(person)) {
            faults.add(Fault.at(pointer, "no-such-person"));
        }
    }

    private static boolean filled(String text) {
        return text != null && !text.isBlank();
    }
}

package org.doanket.membership.body;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.doanket.membership.rule.ParameterView;
import org.doanket.platform.error.Fault;

/** All that is wrong with a body as it is put together, apart from its size and the rights of its members. */
final class BodyFaults {

    private BodyFaults() {
    }

    /** @param longest how many years a term may last at most, where a rule says so */
    static List<Fault> of(BodyCommand.Form command, BodyKindView kind, LocalDate plannedEnd, Optional<ParameterView.Value> longest, LocalDate today) {
        List<Fault> faults = new ArrayList<>();
        if (command.startsOn().isAfter(today)) {
            faults.add(Fault.at("/startsOn", "past-or-present"));
        }
        if (command.actDate() != null && command.actDate().isAfter(today)) {
            faults.add(Fault.at("/actDate", "past-or-present"));
        }
        if (!plannedEnd.isAfter(command.startsOn())) {
            faults.add(Fault.at("/plannedEnd", "no-such-term"));
        }
        longest.filter(years -> plannedEnd.isAfter(command.startsOn().plusYears(years.value()))).ifPresent(years ->
                faults.add(Fault.at("/plannedEnd", "term-too-long", Map.of("most", years.value(), "rule", years.citation()))));
        if (command.congressOn() != null && command.congressOn().isAfter(today)) {
            faults.add(Fault.at("/congressOn", "past-or-present"));
        }
        Map<String, BodyKindView.Position> positions = new HashMap<>();
        kind.usedPositions().forEach(position -> positions.put(position.code(), position));
        Set<String> taken = new HashSet<>();
        Set<UUID> seated = new HashSet<>();
        for (int i = 0; i < command.officers().size(); i++) {
            BodyCommand.Holder holder = command.officers().get(i);
            BodyKindView.Position position = positions.get(holder.position());
            if (position == null) {
                faults.add(Fault.at("/officers/" + i + "/position", "no-such-position"));
                continue;
            }
            boolean isFirst = taken.add(position.isSingle() ? position.code() : position.code() + holder.memberId());
            if (!isFirst) {
                faults.add(Fault.at("/officers/" + i, "office-twice"));
            }
            if (position.takesSeat() && seated.add(holder.memberId()) && seated.size() == command.seats() + 1) {
                faults.add(Fault.at("/officers", "more-than-seats"));
            }
        }
        return faults;
    }

    /** How many seats are taken, once this member has one too. */
    static int seated(List<Officer> present, BodyKindView kind, UUID more) {
        Set<UUID> seated = new HashSet<>();
        seated.add(more);
        present.stream().filter(officer -> kind.positions().stream().anyMatch(position -> position.takesSeat()
                && position.code().equals(officer.position()))).forEach(officer -> seated.add(officer.memberId()));
        return seated.size();
    }
}

package org.doanket.membership.reorganisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.doanket.membership.reorganisation.ReorganisationCommand.Step;

/**
 * What the steps of an act mean for the units they name, as if all happened at once: the order of the steps is of no account,
 * a parent may be founded after its children. Reads nothing and writes nothing itself; what is wrong is found, not thrown.
 */
final class ReorganisationPlan {

    /** A unit as it is on record. @param placedFrom since when it stands where it stands, {@code standsFrom} anywhere, {@code describedFrom} has its name */
    record Known(UUID id, long number, String code, String name, String kind, UUID parentId, String path, LocalDate validFrom, LocalDate validTo,
            LocalDate placedFrom, LocalDate standsFrom, LocalDate describedFrom, long version) {
    }

    /** What the plan must know. */
    interface Register {

        /** Those that there are, wherever they stand. */
        Map<String, Known> units(Set<String> codes);

        List<Known> livingChildren(Set<UUID> parents);

        Set<String> kinds();

        /** Those of these codes that are administrative units. @param day on which; null for whenever */
        Set<String> areas(Set<String> codes, LocalDate day);

        LongSupplier numbers();
    }

    /** @param path of the unit that decides */
    record Frame(String path, LocalDate effective, boolean counterAct) {
    }

    record Numbered(int number, Step step) {
    }

    record Finding(Integer step, String unitCode, String code, Map<String, ?> places) {
    }

    /** The columns of {@code reorganisation_effect}. */
    record Effect(UUID unitId, String action, Integer step, String code, String name, String kind, List<String> territory, Long number,
            LocalDate validFrom, Long versionBefore, UUID parentBefore, UUID parentAfter, String pathBefore, String pathAfter, UUID intoId,
            List<UUID> successors) {
    }

    /** Members of the step's list go from one unit to another. */
    record Transfer(int step, UUID fromId, UUID intoId) {
    }

    /** Where each part of the plan says what it finds wrong. */
    @FunctionalInterface
    interface Findings {
        void add(Integer step, String unitCode, String code, Map<String, ?> places);
    }

    private final List<Finding> findings = new ArrayList<>();
    private final ReorganisationSteps steps;

    ReorganisationPlan(Frame frame, List<Numbered> numbered, Register register) {
        steps = new ReorganisationSteps(frame, numbered, register, this::find);
        checkWords(frame, numbered, register);
        steps.take();
        ReorganisationDays days = new ReorganisationDays(frame.effective(), this::find);
        steps.units().forEach(days::check);
        LongSupplier numbers = register.numbers();
        steps.units().stream().filter(unit -> unit.founding != null).forEach(unit -> unit.number = numbers.getAsLong());
        new ReorganisationPlaces(steps.units(), this::find).settle();
    }

    List<Finding> findings() {
        return findings;
    }

    List<Transfer> transfers() {
        return steps.transfers();
    }

    List<Effect> effects() {
        return steps.units().stream().map(PlannedUnit::effect).toList();
    }

    private void checkWords(Frame frame, List<Numbered> numbered, Register register) {
        Set<String> kinds = register.kinds();
        Map<LocalDate, Set<String>> wanted = new LinkedHashMap<>();
        numbered.forEach(each -> wanted.computeIfAbsent(day(frame, each.step()), day -> new LinkedHashSet<>()).addAll(each.step().territory()));
        Set<String> ever = register.areas(wanted.values().stream().flatMap(Set::stream).collect(Collectors.toSet()), null);
        Map<LocalDate, Set<String>> areas = new HashMap<>();
        wanted.forEach((day, codes) -> areas.put(day, register.areas(codes, day)));
        for (Numbered each : numbered) {
            Step step = each.step();
            if (step.action().equals("found") && !kinds.contains(step.kind())) {
                find(each.number(), step.code(), "unknown-unit-kind", Map.of());
            }
            LocalDate day = day(frame, step);
            step.territory().stream().filter(area -> !areas.get(day).contains(area)).forEach(area -> {
                if (ever.contains(area)) {
                    find(each.number(), step.code(), "administrative-unit-not-then", Map.of("code", area, "day", day));
                } else {
                    find(each.number(), step.code(), "unknown-administrative-unit", Map.of("code", area));
                }
            });
        }
    }

    /** On which the territory is covered: from the first day of the unit on. */
    private static LocalDate day(Frame frame, Step step) {
        return step.validFrom() == null ? frame.effective() : step.validFrom();
    }

    private void find(Integer step, String unitCode, String code, Map<String, ?> places) {
        findings.add(new Finding(step, unitCode, code, places));
    }
}

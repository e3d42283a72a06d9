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
import org.doanket.membership.reorganisation.ReorganisationCommand.Step;
import org.doanket.platform.id.Ids;

/**
 * What the steps of an act mean for the units they name, as if all happened at once: the order of the steps is of no account,
 * a parent may be founded after its children. Reads nothing and writes nothing itself; what is wrong is found, not thrown.
 */
final class ReorganisationPlan {

    /** A unit as it is on record. @param placedFrom since when it stands where it stands, {@code describedFrom} has its name */
    record Known(UUID id, long number, String code, String name, String kind, UUID parentId, String path, LocalDate validFrom, LocalDate validTo,
            LocalDate placedFrom, LocalDate describedFrom, long version) {
    }

    /** What the plan must know. */
    interface Register {

        /** Those that there are, wherever they stand. */
        Map<String, Known> units(Set<String> codes);

        List<Known> livingChildren(Set<UUID> parents);

        Set<String> kinds();

        /** Those of these codes that are administrative units. */
        Set<String> areas(Set<String> codes);

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

    private static final class Node {
        private final UUID id;
        private final String code;
        private final Known known;
        private final Step founding;
        private String action = "kept";
        private Integer step;
        private Node parent;
        private Node into;
        private final List<Node> successors = new ArrayList<>();
        private boolean takesUnitsAlong;
        private long number;
        private String pathAfter;
        private boolean placing;

        Node(Known known) {
            this.known = known;
            founding = null;
            id = known.id();
            code = known.code();
            number = known.number();
        }

        Node(Step founding, int step) {
            this.founding = founding;
            this.step = step;
            known = null;
            id = Ids.next();
            code = founding.code();
            action = "founded";
        }

        boolean changesPlace() {
            return action.equals("founded") || action.equals("moved") || action.equals("restored");
        }
    }

    private final Frame frame;
    private final Register register;
    private final Map<String, Known> units;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Transfer> transfers = new ArrayList<>();

    ReorganisationPlan(Frame frame, List<Numbered> steps, Register register) {
        this.frame = frame;
        this.register = register;
        Set<String> codes = new LinkedHashSet<>();
        steps.forEach(each -> codes.addAll(codesOf(each.step())));
        units = register.units(codes);
        steps.stream().filter(each -> each.step().action().equals("found")).forEach(each -> found(each.number(), each.step()));
        checkWords(steps);
        steps.forEach(each -> take(each.number(), each.step()));
        settleChildren();
        nodes.values().forEach(this::checkDays);
        LongSupplier numbers = register.numbers();
        nodes.values().stream().filter(node -> node.founding != null).forEach(node -> node.number = numbers.getAsLong());
        Map<String, Node> byPath = new HashMap<>();
        nodes.values().stream().filter(node -> node.known != null).forEach(node -> byPath.put(node.known.path(), node));
        nodes.values().forEach(node -> place(node, byPath));
    }

    List<Finding> findings() {
        return findings;
    }

    List<Transfer> transfers() {
        return transfers;
    }

    List<Effect> effects() {
        return nodes.values().stream().map(ReorganisationPlan::effect).toList();
    }

    private void found(int number, Step step) {
        Node other = nodes.get(step.code());
        if (other != null) {
            find(number, step.code(), "code-twice", Map.of("code", step.code(), "first", other.step));
        } else if (units.containsKey(step.code())) {
            find(number, step.code(), "unit-code-taken", Map.of("code", step.code()));
        } else {
            nodes.put(step.code(), new Node(step, number));
        }
    }

    private void take(int number, Step step) {
        switch (step.action()) {
            case "found" -> {
                Node unit = nodes.get(step.code());
                if (unit != null && unit.step == number) {
                    unit.parent = taker(number, step.parent());
                }
            }
            case "move", "restore" -> {
                Node unit = subject(number, step.code(), step.action().equals("move") ? "moved" : "restored");
                Node parent = taker(number, step.parent());
                if (unit != null && parent != null) {
                    unit.parent = parent;
                    if (unit.action.equals("moved") && parent.id.equals(unit.known.parentId())) {
                        find(number, step.code(), "unit-already-there", Map.of());
                    }
                }
            }
            case "merge", "dissolve" -> {
                Node unit = subject(number, step.code(), "ended");
                Node into = step.into() == null ? null : taker(number, step.into());
                if (unit != null) {
                    end(unit, into, number, step);
                }
            }
            default -> split(number, step);
        }
    }

    private void end(Node unit, Node into, int number, Step step) {
        unit.into = into;
        unit.takesUnitsAlong = step.action().equals("merge");
        if (into != null && step.successors().isEmpty()) {
            unit.successors.add(into);
        }
        for (String code : step.successors()) {
            Node successor = taker(number, code);
            if (successor != null) {
                unit.successors.add(successor);
            }
        }
        if (unit.successors.contains(unit) || into == unit) {
            find(number, unit.code, "succeeds-itself", Map.of());
        }
    }

    private void split(int number, Step step) {
        Node source = node(number, step.code());
        Node into = taker(number, step.into());
        if (source == null || into == null) {
            return;
        }
        if (source == into || source.known == null || source.known.path().equals(frame.path())) {
            find(number, step.code(), "succeeds-itself", Map.of());
            return;
        }
        if (!step.members().isEmpty()) {
            transfers.add(new Transfer(number, source.id, into.id));
        }
        if (!source.successors.contains(into)) {
            source.successors.add(into);
        }
        for (String code : step.units()) {
            Node unit = subject(number, code, "moved");
            if (unit != null) {
                unit.parent = into;
                if (!unit.known.path().startsWith(source.known.path()) || unit == source) {
                    find(number, code, "not-below", Map.of("code", code, "parent", source.code));
                }
            }
        }
    }

    /** A unit to which something happens: below the one that decides, and only one thing. */
    private Node subject(int number, String code, String action) {
        Node unit = node(number, code);
        if (unit == null) {
            return null;
        }
        if (unit.known == null || !unit.action.equals("kept")) {
            find(number, code, "step-twice", Map.of("code", code, "first", unit.step));
            return null;
        }
        if (unit.known.path().equals(frame.path())) {
            find(number, code, "unit-above-decides", Map.of());
            return null;
        }
        boolean ended = unit.known.validTo() != null;
        if (ended != action.equals("restored")) {
            find(number, code, ended ? "unit-has-ended" : "unit-lives", Map.of());
            return null;
        }
        if (action.equals("restored") && !frame.counterAct()) {
            find(number, code, "only-counter-act", Map.of());
            return null;
        }
        unit.action = action;
        unit.step = number;
        return unit;
    }

    /** A unit that takes units or members. */
    private Node taker(int number, String code) {
        return node(number, code);
    }

    private Node node(int number, String code) {
        Node known = nodes.get(code);
        if (known != null) {
            return known;
        }
        Known unit = units.get(code);
        if (unit == null || !unit.path().startsWith(frame.path())) {
            find(number, code, "unknown-unit-code", Map.of("code", code));
            return null;
        }
        return nodes.computeIfAbsent(code, any -> new Node(unit));
    }

    /** What stands below a merged unit goes along; below a dissolved one nothing may be left. */
    private void settleChildren() {
        Map<UUID, Node> ended = new LinkedHashMap<>();
        nodes.values().stream().filter(node -> node.action.equals("ended")).forEach(node -> ended.put(node.id, node));
        Map<Node, Integer> left = new LinkedHashMap<>();
        for (Known child : ended.isEmpty() ? List.<Known>of() : register.livingChildren(ended.keySet())) {
            Node parent = ended.get(child.parentId());
            Node node = nodes.get(child.code());
            if (node != null && !node.action.equals("kept")) {
                continue;
            }
            if (parent.takesUnitsAlong && parent.into != null) {
                Node moved = node != null ? node : new Node(child);
                nodes.put(child.code(), moved);
                moved.action = "moved";
                moved.step = parent.step;
                moved.parent = parent.into;
            } else {
                left.merge(parent, 1, Integer::sum);
            }
        }
        left.forEach((parent, count) -> find(parent.step, parent.code, "unit-has-units-below", Map.of("count", count)));
    }

    private void checkDays(Node node) {
        if (node.founding != null) {
            LocalDate begins = begins(node);
            if (begins.isAfter(frame.effective())) {
                find(node.step, node.code, "after-effective", Map.of("day", frame.effective()));
            }
            if (node.parent != null && begins(node.parent).isAfter(begins)) {
                find(node.step, node.parent.code, "unit-not-there", Map.of("code", node.parent.code, "day", begins));
            }
            // Where it stood before the effective day would have to be told apart from where its parent then went.
            if (begins.isBefore(frame.effective()) && node.parent != null && node.parent.changesPlace() && node.parent.founding == null) {
                find(node.step, node.code, "founded-before-move", Map.of("day", frame.effective()));
            }
        } else if (!node.action.equals("kept")) {
            LocalDate last = node.known.validTo() != null ? node.known.validTo() : later(node.known.placedFrom(),
                    node.action.equals("ended") ? node.known.describedFrom() : node.known.placedFrom());
            notBefore(node, last);
        }
        for (Node taker : takers(node)) {
            if (taker.action.equals("ended")) {
                find(node.step, taker.code, "unit-ends-too", Map.of("code", taker.code));
            } else if (taker.known != null && taker.known.validTo() != null && !taker.action.equals("restored")) {
                find(node.step, taker.code, "unit-has-ended", Map.of());
            } else if (begins(taker).isAfter(frame.effective())) {
                find(node.step, taker.code, "unit-not-there", Map.of("code", taker.code, "day", frame.effective()));
            } else if (taker == node.parent && node.founding == null && taker.known != null && taker.known.placedFrom() != null) {
                notBefore(node, taker.known.placedFrom());
            }
        }
    }

    private void notBefore(Node node, LocalDate last) {
        if (frame.effective().isBefore(last)) {
            find(node.step, node.code, "before-last-change", Map.of("day", last));
        }
    }

    private static List<Node> takers(Node node) {
        List<Node> takers = new ArrayList<>(node.action.equals("ended") || node.action.equals("kept") ? node.successors : List.of());
        if (node.parent != null) {
            takers.add(node.parent);
        }
        if (node.into != null && !takers.contains(node.into)) {
            takers.add(node.into);
        }
        return takers;
    }

    private LocalDate begins(Node node) {
        return node.known != null ? node.known.validFrom() : node.founding.validFrom() == null ? frame.effective() : node.founding.validFrom();
    }

    /** Where the unit will stand: beneath its new parent, or where it was, seen from the next one above that moves. */
    private String place(Node node, Map<String, Node> byPath) {
        if (node.pathAfter != null) {
            return node.pathAfter;
        }
        if (node.placing) {
            find(node.step, node.code, "unit-circle", Map.of());
            return node.pathAfter = node.known == null ? "/" + node.number + "/" : node.known.path();
        }
        node.placing = true;
        String path;
        if (node.changesPlace() && node.parent != null) {
            path = place(node.parent, byPath) + node.number + "/";
        } else if (node.known == null) {
            path = "/" + node.number + "/";
        } else {
            Node above = nextAbove(node.known.path(), byPath);
            path = above == null ? node.known.path()
                    : place(above, byPath) + node.known.path().substring(above.known.path().length());
        }
        node.placing = false;
        return node.pathAfter = node.pathAfter == null ? path : node.pathAfter;
    }

    private static Node nextAbove(String path, Map<String, Node> byPath) {
        for (int end = path.lastIndexOf('/', path.length() - 2); end > 0; end = path.lastIndexOf('/', end - 1)) {
            Node above = byPath.get(path.substring(0, end + 1));
            if (above != null) {
                return above;
            }
        }
        return null;
    }

    private void checkWords(List<Numbered> steps) {
        Set<String> kinds = register.kinds();
        Set<String> wanted = new LinkedHashSet<>();
        steps.forEach(each -> wanted.addAll(each.step().territory()));
        Set<String> areas = register.areas(wanted);
        for (Numbered each : steps) {
            Step step = each.step();
            if (step.action().equals("found") && !kinds.contains(step.kind())) {
                find(each.number(), step.code(), "unknown-unit-kind", Map.of());
            }
            step.territory().stream().filter(area -> !areas.contains(area))
                    .forEach(area -> find(each.number(), step.code(), "unknown-administrative-unit", Map.of("code", area)));
        }
    }

    private void find(Integer step, String unitCode, String code, Map<String, ?> places) {
        findings.add(new Finding(step, unitCode, code, places));
    }

    private static Effect effect(Node node) {
        Known known = node.known;
        boolean goesAlong = node.action.equals("kept") && !node.pathAfter.equals(known.path());
        List<String> territory = node.founding == null ? List.of() : node.founding.territory().stream().distinct().sorted().toList();
        UUID parentBefore = known == null ? null : known.parentId();
        return new Effect(node.id, goesAlong ? "carried" : node.action, node.step, node.code,
                known == null ? node.founding.name() : known.name(), known == null ? node.founding.kind() : known.kind(), territory, node.number,
                node.founding == null ? null : node.founding.validFrom(), known == null ? null : known.version(), parentBefore,
                node.changesPlace() && node.parent != null ? node.parent.id : parentBefore, known == null ? null : known.path(), node.pathAfter,
                node.into == null ? null : node.into.id, node.successors.stream().map(successor -> successor.id).distinct().toList());
    }

    private static Set<String> codesOf(Step step) {
        Set<String> codes = new LinkedHashSet<>(step.successors());
        codes.addAll(step.units());
        codes.add(step.code());
        if (step.parent() != null) {
            codes.add(step.parent());
        }
        if (step.into() != null) {
            codes.add(step.into());
        }
        return codes;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one == null ? other : other == null || one.isAfter(other) ? one : other;
    }
}

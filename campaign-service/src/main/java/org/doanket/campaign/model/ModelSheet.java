package org.doanket.campaign.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;
import org.doanket.platform.sheet.SheetLimits;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.text.SearchForm;

/**
 * Reads a sheet of registrations into forms. Columns are known by their code or by their heading in any of the three
 * languages, in any order; an export of ours can be read again. Several things in one cell stand on lines of their own or
 * are parted by semicolons.
 */
final class ModelSheet {

    /** Ten thousand full forms are some 20 MB. */
    static final long LARGEST = 32L << 20;
    /** Cells as long as a workbook may have them: fifty outputs with their proofs stand in one. */
    static final SheetLimits LIMITS = new SheetLimits(LARGEST, 100_000, 60, 32_767, 100);
    /** Title lines above the heading, as offices write them. */
    static final int TITLE_ROWS = 5;

    private static final Pattern DAY = Pattern.compile("(\\d{1,2})[/.](\\d{1,2})[/.](\\d{4})");
    private static final Set<String> TEXTS = Set.of("name", "holder", "situation", "goals", "content", "prospects", "resultsSoFar");
    private static final Set<String> KNOWN = Set.of("unit", "unitName", "name", "holder", "subjectKind", "field", "situation", "goals",
            "content", "criteria", "outputs", "forces", "resources", "placeCode", "place", "latitude", "longitude", "starts", "ends",
            "schedule", "prospects", "standing", "resultsSoFar", "year", "registeredOn", "state", "level", "id", "error");
    private static final Set<String> NEEDED = Set.of("name", "subjectKind", "field");
    private static final Map<String, String> COLUMNS = aliases("column.", KNOWN);
    private static final Map<String, String> KINDS = aliases("kind.", Set.of("collective", "individual"));
    private static final Map<String, String> STANDINGS = aliases("standing.", Set.of("new", "existing"));
    private static final Map<String, String> ROLES = aliases("force.", Set.of("lead", "partner", "taking-part"));
    private static final Map<String, String> RESOURCES = aliases("resource.",
            Set.of("money", "premises", "tools", "people", "workdays", "social-funding"));

    private final Map<String, Integer> columns;
    private final Map<String, String> fields;

    private ModelSheet(Map<String, Integer> columns, Map<String, String> fields) {
        this.columns = columns;
        this.fields = fields;
    }

    /** Whether this row may be the heading: two columns at least that must be there are. */
    static boolean isHeading(SheetRow row) {
        return row.cells().stream().map(ModelSheet::column).filter(column -> column != null && NEEDED.contains(column)).distinct().count() >= 2;
    }

    /**
     * @param fields codes of fields by their labels' search forms
     * @throws Problem 422 naming every column that is not known, twice there, or missing
     */
    static ModelSheet of(SheetRow heading, Map<String, String> fields) {
        Map<String, Integer> columns = new HashMap<>();
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < heading.cells().size(); i++) {
            if (heading.cell(i) == null) {
                continue;
            }
            String column = column(heading.cell(i));
            if (column == null) {
                faults.add(Fault.at("/" + heading.cell(i), "unknown-column"));
            } else if (columns.put(column, i) != null) {
                faults.add(Fault.at("/" + heading.cell(i), "column-twice"));
            }
        }
        NEEDED.stream().filter(column -> !columns.containsKey(column)).sorted()
                .forEach(column -> faults.add(Fault.at("/" + column, "column-missing")));
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return new ModelSheet(columns, fields);
    }

    String unit(SheetRow row) {
        return cell(row, "unit");
    }

    /** The form as it would have been posted; what cannot be read stays as it is written and is found faulty later. */
    ObjectNode form(SheetRow row, Integer year) {
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        TEXTS.forEach(column -> put(form, column, cell(row, column)));
        put(form, "subjectKind", known(KINDS, cell(row, "subjectKind")));
        put(form, "field", known(fields, cell(row, "field")));
        put(form, "standing", known(STANDINGS, cell(row, "standing")));
        put(form, "year", cell(row, "year") == null && year != null ? year.toString() : cell(row, "year"));
        put(form, "registeredOn", day(cell(row, "registeredOn")));
        ObjectNode place = form.objectNode();
        put(place, "code", cell(row, "placeCode"));
        put(place, "text", cell(row, "place"));
        put(place, "latitude", cell(row, "latitude"));
        put(place, "longitude", cell(row, "longitude"));
        ObjectNode time = form.objectNode();
        put(time, "starts", day(cell(row, "starts")));
        put(time, "ends", day(cell(row, "ends")));
        put(time, "schedule", cell(row, "schedule"));
        putIfFilled(form, "place", place);
        putIfFilled(form, "time", time);
        rows(row, form);
        return form;
    }

    private void rows(SheetRow row, ObjectNode form) {
        ArrayNode criteria = form.putArray("criteria");
        items(cell(row, "criteria")).forEach(item -> criteria.add(plain(item)));
        ArrayNode outputs = form.putArray("outputs");
        for (String item : items(cell(row, "outputs"))) {
            String[] parts = parts(item);
            ObjectNode output = outputs.addObject();
            put(output, "title", parts[0]);
            put(output, "quantity", parts[1]);
            put(output, "measure", parts[2]);
            put(output, "proof", parts[3]);
        }
        ArrayNode forces = form.putArray("forces");
        for (String item : items(cell(row, "forces"))) {
            String[] parts = parts(item);
            ObjectNode force = forces.addObject();
            put(force, "role", known(ROLES, parts[0]));
            put(force, "name", parts[1]);
            put(force, "task", parts[2]);
        }
        ArrayNode resources = form.putArray("resources");
        for (String item : items(cell(row, "resources"))) {
            String[] parts = parts(item);
            ObjectNode resource = resources.addObject();
            put(resource, "kind", known(RESOURCES, parts[0]));
            put(resource, "quantity", parts[1]);
            put(resource, parts[2] != null && parts[2].matches("[A-Z]{3}") ? "currency" : "description", parts[2]);
            put(resource, "description", parts[3] != null ? parts[3] : resource.path("description").textValue());
        }
    }

    private String cell(SheetRow row, String column) {
        Integer at = columns.get(column);
        return at == null ? null : row.cell(at);
    }

    private static List<String> items(String cell) {
        return cell == null ? List.of() : cut(cell, ";\n").stream().map(String::strip).filter(item -> !item.isEmpty()).toList();
    }

    /** At each of the signs that no backslash goes before. */
    private static List<String> cut(String text, String signs) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '\\' && i + 1 < text.length()) {
                piece.append(next).append(text.charAt(++i));
            } else if (signs.indexOf(next) >= 0) {
                pieces.add(piece.toString());
                piece.setLength(0);
            } else {
                piece.append(next);
            }
        }
        pieces.add(piece.toString());
        return pieces;
    }

    /** As it stands within a cell of several things. */
    static String escaped(String text) {
        return text == null ? "" : text.replaceAll("[;|\\\\\n]", "\\\\$0");
    }

    private static String plain(String escaped) {
        return escaped.replaceAll("\\\\([;|\\\\\n])", "$1");
    }

    /** One of several things in a cell. */
    static String line(String... parts) {
        return Arrays.stream(parts).map(ModelSheet::escaped).collect(Collectors.joining(" | ")).replaceAll("( \\| )+$", "");
    }

    /** {@code lead | Công đoàn phường | phụ trách chung}; always four, null where there is none. */
    private static String[] parts(String item) {
        List<String> given = cut(item, "|");
        String[] parts = new String[4];
        for (int i = 0; i < given.size() && i < parts.length; i++) {
            String part = plain(i < parts.length - 1 ? given.get(i) : String.join("|", given.subList(i, given.size()))).strip();
            parts[i] = part.isEmpty() ? null : part;
        }
        return parts;
    }

    /** Days as Vietnamese offices write them, 25/10/2026, besides the standard's. */
    private static String day(String cell) {
        Matcher written = cell == null ? null : DAY.matcher(cell);
        return written != null && written.matches() ? String.format(Locale.ROOT, "%s-%02d-%02d", written.group(3),
                Integer.parseInt(written.group(2)), Integer.parseInt(written.group(1))) : cell;
    }

    private static void put(ObjectNode node, String name, String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private static void putIfFilled(ObjectNode form, String name, ObjectNode part) {
        if (!part.isEmpty()) {
            form.set(name, part);
        }
    }

    private static String known(Map<String, String> aliases, String written) {
        return written == null ? null : aliases.getOrDefault(SearchForm.of(written), written);
    }

    /** By what the sheet calls the column of a fault, or else by what we do; the pointer itself where it is of no column. */
    static String heading(List<String> header, String pointer, Locale locale) {
        String column = columnOf(pointer);
        return column == null ? pointer : header.stream().filter(heading -> column.equals(column(heading))).findFirst()
                .orElseGet(() -> Messages.text(locale, "column." + column));
    }

    private static String columnOf(String pointer) {
        String[] steps = pointer.split("/");
        String first = steps.length > 1 ? steps[1] : "";
        String within = steps.length > 2 ? steps[2] : "";
        return switch (first) {
            case "place" -> within.equals("code") ? "placeCode" : within.matches("latitude|longitude") ? within
                    : within.equals("positionWhole") ? "latitude" : "place";
            case "time" -> within.matches("ends|schedule") ? within : "starts";
            default -> KNOWN.contains(first) ? first : null;
        };
    }

    private static String column(String heading) {
        return heading == null ? null : COLUMNS.get(SearchForm.of(heading));
    }

    private static Map<String, String> aliases(String prefix, Set<String> codes) {
        Map<String, String> aliases = new HashMap<>();
        for (String code : codes) {
            alias(aliases, code, code);
            Language.SUPPORTED.forEach(locale -> alias(aliases, Messages.text(locale, prefix + code), code));
        }
        return aliases;
    }

    /** Two columns by one name would be read into whichever came last. */
    private static void alias(Map<String, String> aliases, String written, String code) {
        String other = aliases.put(SearchForm.of(written), code);
        if (other != null && !other.equals(code)) {
            throw new IllegalStateException(written + " is both " + other + " and " + code);
        }
    }
}

package org.doanket.membership.roster;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.doanket.membership.charter.NationalIdQueries;
import org.doanket.membership.member.MemberCommand;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.text.Nfc;
import org.doanket.platform.text.SearchForm;

/** A row of a roster as people write it, read by the rules of one jurisdiction. Every fault is kept, none stops the reading. */
final class RosterRow {

    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})[/.\\-](\\d{1,2})[/.\\-](\\d{4})");
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})[/.\\-年](\\d{1,2})[/.\\-月](\\d{1,2})日?");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9./_-]{0,39}");
    private static final Map<String, String> SEXES = Map.ofEntries(Map.entry("nam", "male"), Map.entry("male", "male"), Map.entry("m", "male"),
            Map.entry("男", "male"), Map.entry("nu", "female"), Map.entry("female", "female"), Map.entry("f", "female"), Map.entry("女", "female"));
    private static final int LONGEST = 200;
    private static final int LONGEST_REASON = 500;

    /**
     * What rows are read against; words by their codes and names, in the search form.
     *
     * @param taken   national ids of a form that is in force; {@code known}: of one that is or was
     * @param reasons words for why, by the status
     */
    record Context(String jurisdiction, LocalDate today, Predicate<String> taken, Predicate<String> known, UUID unit, Map<String, UUID> units,
            Map<String, String> categories, Map<String, String> duesKinds, Map<String, String> statuses, Map<String, Map<String, String>> reasons,
            RosterProfileColumns profile) {
    }

    private final SheetRow row;
    private final RosterColumns columns;
    private final Context context;
    private final List<String> faults = new ArrayList<>();

    final String fullName;
    final UUID unit;
    /** Whether the row says itself of which unit it is; one that does not leaves members where they stand. */
    final boolean isUnitNamed;
    final String code;
    final LocalDate birthDate;
    final String sex;
    final String nationalId;
    /** Of a form that is taken in no more: whether it is right says the register. */
    final boolean isFormerNationalId;
    final String phone;
    final String email;
    final String cardNumber;
    final String externalSource;
    final String externalId;
    final LocalDate joinedOn;
    final String position;
    final String category;
    final String duesKind;
    final String status;
    final LocalDate statusSince;
    final String reasonCode;
    final String statusReason;
    final RosterProfileColumns.Said profile;

    RosterRow(SheetRow row, RosterColumns columns, Context context) {
        this.row = row;
        this.columns = columns;
        this.context = context;
        fullName = name();
        unit = unit();
        isUnitNamed = text("unitCode") != null;
        code = matching("code", CODE, "bad-code");
        birthDate = day("birthDate");
        sex = word("sex", SEXES, "bad-sex");
        nationalId = nationalId();
        isFormerNationalId = nationalId != null && !context.taken().test(nationalId);
        phone = phone();
        email = matching("email", EMAIL, "email");
        cardNumber = text("cardNumber");
        externalSource = text("externalSource");
        externalId = text("externalId");
        if (externalSource != null && externalId == null) {
            fault("externalId", "source-and-id");
        }
        joinedOn = day("joinedOn");
        position = text("position");
        category = word("category", context.categories(), "unknown-category");
        duesKind = word("duesKind", context.duesKinds(), "unknown-dues-kind");
        status = word("status", context.statuses(), "unknown-status");
        statusSince = day("statusSince");
        reasonCode = status == null ? null : word("reasonCode", context.reasons().getOrDefault(status, Map.of()), "unknown-status-reason");
        statusReason = text("statusReason", LONGEST_REASON);
        if (text("status") == null && (text("statusSince") != null || text("reasonCode") != null || statusReason != null)) {
            fault("status", "status-missing");
        }
        profile = context.profile().read(field -> Nfc.of(columns.text(row, field)), "cn".equals(context.jurisdiction()), this::fault);
    }

    long number() {
        return row.number();
    }

    List<String> faults() {
        return faults;
    }

    private String name() {
        String whole = text("fullName");
        String family = text("familyName");
        String given = text("givenName");
        String name = whole != null ? whole : family == null ? given : given == null ? family : family + " " + given;
        if (name == null) {
            fault("fullName", "name-missing");
        }
        return name;
    }

    private UUID unit() {
        String unitCode = text("unitCode");
        if (unitCode == null) {
            return context.unit();
        }
        UUID found = context.units().get(unitCode);
        if (found == null) {
            fault("unitCode", "unknown-unit-code");
        }
        return found;
    }

    private String nationalId() {
        String text = text("nationalId");
        String bare = text == null ? null : NationalIdQueries.bare(text);
        if (bare != null && !context.known().test(bare)) {
            fault("nationalId", "bad-national-id");
            return null;
        }
        return bare;
    }

    private String phone() {
        String text = text("phone");
        String normal = text == null ? null : MemberCommand.Phone.normal(context.jurisdiction(), text);
        if (text != null && normal == null) {
            fault("phone", "bad-phone");
        }
        return normal;
    }

    private LocalDate day(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        LocalDate day = day(text, "cn".equals(context.jurisdiction()));
        if (day == null) {
            fault(field, "bad-day");
        } else if (day.isAfter(context.today()) || day.getYear() < 1900) {
            fault(field, "impossible-day");
            return null;
        }
        return day;
    }

    /** Vietnam writes the day first; the year first is understood everywhere. */
    static LocalDate day(String text, boolean yearFirstOnly) {
        Matcher yearFirst = YEAR_FIRST.matcher(text);
        Matcher dayFirst = DAY_FIRST.matcher(text);
        try {
            if (yearFirst.matches()) {
                return LocalDate.of(Integer.parseInt(yearFirst.group(1)), Integer.parseInt(yearFirst.group(2)), Integer.parseInt(yearFirst.group(3)));
            }
            return !yearFirstOnly && dayFirst.matches() ? LocalDate.of(Integer.parseInt(dayFirst.group(3)), Integer.parseInt(dayFirst.group(2)),
                    Integer.parseInt(dayFirst.group(1))) : null;
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private String word(String field, Map<String, String> words, String code) {
        String text = text(field);
        String known = text == null ? null : words.get(SearchForm.of(text));
        if (text != null && known == null) {
            fault(field, code);
        }
        return known;
    }

    private String matching(String field, Pattern pattern, String code) {
        String text = text(field);
        if (text == null || pattern.matcher(text).matches()) {
            return text;
        }
        fault(field, code);
        return null;
    }

    private String text(String field) {
        return text(field, LONGEST);
    }

    private String text(String field, int longest) {
        String text = Nfc.of(columns.text(row, field));
        if (text != null && text.length() > longest) {
            fault(field, "too-long");
            return null;
        }
        return text;
    }

    private void fault(String field, String code) {
        faults.add(field + ":" + code);
    }
}

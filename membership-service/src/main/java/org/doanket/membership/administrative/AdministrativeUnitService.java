package org.doanket.membership.administrative;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.UnitScope;

/** Takes in whole tables: all faults are named and then nothing is kept, or all is; the same table again changes nothing. */
@ApplicationScoped
@Transactional
public class AdministrativeUnitService {

    private static final int MOST_FAULTS = 500;

    private final AdministrativeUnitBatch batch;
    private final AdministrativeUnitQueries queries;

    AdministrativeUnitService(AdministrativeUnitBatch batch, AdministrativeUnitQueries queries) {
        this.batch = batch;
        this.queries = queries;
    }

    public AdministrativeUnitView.Loaded load(String jurisdiction, LocalDate validFrom, List<AdministrativeUnitCommand.Province> provinces,
            UnitScope scope) {
        List<AdministrativeUnitCommand.Row> rows = new ArrayList<>();
        for (int i = 0; i < provinces.size(); i++) {
            AdministrativeUnitCommand.Province province = provinces.get(i);
            rows.add(row("/" + i, province.code(), "province", province.fullName(), null, validFrom));
            List<AdministrativeUnitCommand.Ward> wards = province.wards() == null ? List.of() : province.wards();
            for (int j = 0; j < wards.size(); j++) {
                AdministrativeUnitCommand.Ward ward = wards.get(j);
                String parent = ward.provinceCode() == null ? province.code() : ward.provinceCode();
                rows.add(row("/" + i + "/Wards/" + j, ward.code(), "commune", ward.fullName(), parent, validFrom));
            }
        }
        return load(jurisdiction, rows, new ArrayList<>(), scope);
    }

    public AdministrativeUnitView.Loaded load(String jurisdiction, LocalDate validFrom, Path table, UnitScope scope) {
        AdministrativeUnitSheet sheet = AdministrativeUnitSheet.read(table, validFrom);
        return load(jurisdiction, sheet.rows(), sheet.faults(), scope);
    }

    private AdministrativeUnitView.Loaded load(String jurisdiction, List<AdministrativeUnitCommand.Row> rows, List<Fault> faults,
            UnitScope scope) {
        if (scope.unit() != null) {
            throw AdministrativeUnitProblems.forTheInstallation();
        }
        Map<String, String> places = new HashMap<>();
        Set<String> codes = new LinkedHashSet<>();
        for (AdministrativeUnitCommand.Row row : rows) {
            if (row.name() == null) {
                faults.add(Fault.at(row.place(), "name-missing"));
            }
            if (row.code() == null) {
                faults.add(Fault.at(row.place(), "code-missing"));
            } else {
                codes.add(row.code());
                String first = places.putIfAbsent(row.code() + ' ' + row.validFrom(), row.place());
                if (first != null) {
                    faults.add(Fault.at(row.place(), "code-twice", Map.of("code", row.code(), "first", first)));
                }
            }
            days(row, faults);
        }
        references(jurisdiction, rows, codes, faults);
        refuse(faults);
        return save(jurisdiction, rows, codes);
    }

    private static void days(AdministrativeUnitCommand.Row row, List<Fault> faults) {
        if (row.validFrom() != null && row.validTo() != null && !row.validTo().isAfter(row.validFrom())) {
            faults.add(Fault.at(row.place(), "period-empty"));
        }
        if (row.validFrom() == null && !row.predecessors().isEmpty() || row.validTo() == null && !row.successors().isEmpty()) {
            faults.add(Fault.at(row.place(), "succession-without-day"));
        }
    }

    /** Whatever a row names by its code is in the table too, or is known already. */
    private void references(String jurisdiction, List<AdministrativeUnitCommand.Row> rows, Set<String> codes, List<Fault> faults) {
        Set<String> others = rows.stream().flatMap(AdministrativeUnitService::named).filter(code -> !codes.contains(code)).collect(Collectors.toSet());
        others.removeAll(queries.known(jurisdiction, others));
        rows.forEach(row -> named(row).filter(others::contains).forEach(code ->
                faults.add(Fault.at(row.place(), "unknown-administrative-unit", Map.of("code", code)))));
    }

    private static Stream<String> named(AdministrativeUnitCommand.Row row) {
        return Stream.of(Stream.ofNullable(row.parentCode()), row.predecessors().stream(), row.successors().stream()).flatMap(Function.identity());
    }

    /** Rows by their days, so that of one code each finds those before it as they will be. */
    private AdministrativeUnitView.Loaded save(String jurisdiction, List<AdministrativeUnitCommand.Row> rows, Set<String> codes) {
        batch.lock();
        Map<String, AdministrativeTimeline> timelines = new LinkedHashMap<>(batch.timelines(jurisdiction, codes));
        Map<AdministrativeTimeline.Outcome, Integer> outcomes = new EnumMap<>(AdministrativeTimeline.Outcome.class);
        Set<String> changed = new LinkedHashSet<>();
        List<Fault> faults = new ArrayList<>();
        rows.stream().sorted(Comparator.comparing(AdministrativeUnitCommand.Row::validFrom, Comparator.nullsFirst(Comparator.naturalOrder()))).forEach(row -> {
            AdministrativeTimeline.Outcome outcome = timelines.computeIfAbsent(row.code(), code -> new AdministrativeTimeline(List.of())).take(row);
            outcomes.merge(outcome, 1, Integer::sum);
            if (outcome == AdministrativeTimeline.Outcome.OVERLAPS) {
                faults.add(Fault.at(row.place(), "period-overlaps", Map.of("code", row.code())));
            } else if (outcome != AdministrativeTimeline.Outcome.UNCHANGED) {
                changed.add(row.code());
            }
        });
        refuse(faults);
        timelines.keySet().retainAll(changed);
        batch.save(jurisdiction, timelines);
        batch.link(jurisdiction, rows);
        return new AdministrativeUnitView.Loaded(outcomes.getOrDefault(AdministrativeTimeline.Outcome.ADDED, 0),
                outcomes.getOrDefault(AdministrativeTimeline.Outcome.CHANGED, 0), outcomes.getOrDefault(AdministrativeTimeline.Outcome.UNCHANGED, 0));
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults.subList(0, Math.min(faults.size(), MOST_FAULTS)));
        }
    }

    private static AdministrativeUnitCommand.Row row(String place, String code, String level, String name, String parent,
            LocalDate validFrom) {
        return new AdministrativeUnitCommand.Row(place, code, level, name, parent, null, null, null, validFrom, null, List.of(), List.of());
    }
}

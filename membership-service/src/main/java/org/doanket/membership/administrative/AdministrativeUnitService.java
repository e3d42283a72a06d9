package org.doanket.membership.administrative;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
        for (AdministrativeUnitCommand.Row row : rows) {
            if (row.name() == null) {
                faults.add(Fault.at(row.place(), "name-missing"));
            }
            if (row.code() == null) {
                faults.add(Fault.at(row.place(), "code-missing"));
            } else if (places.putIfAbsent(row.code(), row.place()) != null) {
                faults.add(Fault.at(row.place(), "code-twice", Map.of("code", row.code(), "first", places.get(row.code()))));
            }
        }
        Set<String> parents = rows.stream().map(AdministrativeUnitCommand.Row::parentCode)
                .filter(code -> code != null && !places.containsKey(code)).collect(Collectors.toSet());
        parents.removeAll(queries.known(jurisdiction, parents));
        rows.stream().filter(row -> parents.contains(row.parentCode())).forEach(row ->
                faults.add(Fault.at(row.place(), "unknown-administrative-unit", Map.of("code", row.parentCode()))));
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults.subList(0, Math.min(faults.size(), MOST_FAULTS)));
        }
        return batch.save(jurisdiction, rows);
    }

    private static AdministrativeUnitCommand.Row row(String place, String code, String level, String name, String parent,
            LocalDate validFrom) {
        return new AdministrativeUnitCommand.Row(place, code, level, name, parent, null, null, null, validFrom, null);
    }
}

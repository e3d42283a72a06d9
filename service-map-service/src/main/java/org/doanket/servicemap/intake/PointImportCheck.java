package org.doanket.servicemap.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.platform.error.Problem;
import org.doanket.platform.job.JobHandler;
import org.doanket.platform.job.JobRun;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.servicemap.datum.DatumQueries;
import org.doanket.servicemap.datum.DatumView;
import org.doanket.servicemap.hours.HoursService;
import org.doanket.servicemap.streets.StreetQueries;
import org.doanket.servicemap.territory.TerritoryQueries;
import org.doanket.servicemap.territory.TerritoryView;

/** Reads the file of an import and stages its rows, each with its draft or with all that is wrong with it. */
@ApplicationScoped
class PointImportCheck implements JobHandler {

    static final String KIND = "point-import-check";
    private static final int BATCH = 500;

    private final ObjectMapper json;
    private final HoursService hours;
    private final TerritoryQueries territories;
    private final DatumQueries datums;
    private final StreetQueries network;
    private final Clock clock;

    PointImportCheck(ObjectMapper json, HoursService hours, TerritoryQueries territories, DatumQueries datums, StreetQueries network, Clock clock) {
        this.json = json;
        this.hours = hours;
        this.territories = territories;
        this.datums = datums;
        this.network = network;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    private record Source(DatumView datum, String mediaType, String jurisdiction) {
    }

    @Override
    public void run(JobRun run) throws SQLException, IOException {
        UUID id = run.parameters(PointImportService.Parameters.class).id();
        Source source = Sql.of("SELECT i.datum, i.media_type, u.jurisdiction FROM point_import i JOIN unit_ref u ON u.id = i.unit_id WHERE i.id = ?", id)
                .first(run.connection(), row -> new Source(datums.of(run.connection(), row.getString(1)), row.getString(2), row.getString(3)))
                .orElseThrow(() -> new IllegalStateException("no such import"));
        // One transaction: a run that was cut short left nothing and begins anew.
        UnitScope scope = new UnitScope(run.unit(), run.path());
        LocalDate today = Zones.today(clock, source.jurisdiction());
        ImportLookup lookup = new ImportLookup(run.connection(), scope, source.jurisdiction(), today);
        RowChecks checks = new RowChecks(source.datum(), run.unit(), lookup, hours, today);
        Path file = Files.createTempFile("points", ".upload");
        try (Stage stage = new Stage(run, id, source.datum(), lookup, checks)) {
            fetch(run.connection(), id, file);
            PointFile.read(file, source.mediaType(), source.datum(), json, stage::take);
            stage.finish();
        } finally {
            Files.delete(file);
        }
    }

    /** Piece by piece, so that none of it but one piece is ever in memory. */
    private static void fetch(Connection connection, UUID id, Path file) throws SQLException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            Optional<byte[]> piece = Optional.of(new byte[0]);
            for (int number = 1; piece.isPresent(); number++) {
                out.write(piece.get());
                piece = Sql.of("SELECT content FROM point_import_piece WHERE import_id = ? AND number = ?", id, number)
                        .first(connection, row -> row.getBytes(1));
            }
        }
    }

    /** A row that was looked at by itself. @param existing the point that it is to change, or null for a new one */
    private record Checked(GivenRow row, ExistingPoint existing, PointDraft draft, List<RowFault> faults) {
    }

    /** Writes rows in batches and counts them. */
    private final class Stage implements AutoCloseable {

        private final JobRun run;
        private final UUID id;
        private final DatumView datum;
        private final ImportLookup lookup;
        private final RowChecks checks;
        private final OffStreets streets;
        private final PreparedStatement insert;
        private final List<GivenRow> waiting = new ArrayList<>();
        private int good;
        private int faulty;
        private int territoryUnknown;

        Stage(JobRun run, UUID id, DatumView datum, ImportLookup lookup, RowChecks checks) throws SQLException {
            this.run = run;
            this.id = id;
            this.datum = datum;
            this.lookup = lookup;
            this.checks = checks;
            streets = new OffStreets(run.connection(), network);
            insert = run.connection().prepareStatement("INSERT INTO point_import_row (import_id, number, path, given, faults, draft, "
                    + "target_id, base_version, changed, before, street_metres) VALUES (?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?, ?, ?, ?::jsonb, ?)");
        }

        void take(GivenRow row) {
            waiting.add(row);
            if (waiting.size() == BATCH) {
                try {
                    write();
                } catch (SQLException | JsonProcessingException failure) {
                    throw new IllegalStateException(failure);
                }
            }
        }

        private void write() throws SQLException, JsonProcessingException {
            for (Checked each : checked()) {
                boolean isGood = each.faults().isEmpty();
                ExistingPoint existing = isGood ? each.existing() : null;
                insert.setObject(1, id);
                insert.setInt(2, each.row().number());
                insert.setString(3, run.path());
                insert.setString(4, json.writeValueAsString(each.row().cells()));
                insert.setString(5, isGood ? null : json.writeValueAsString(each.faults()));
                insert.setString(6, isGood ? json.writeValueAsString(each.draft()) : null);
                insert.setObject(7, existing == null ? null : existing.id(), Types.OTHER);
                insert.setObject(8, existing == null ? null : existing.version(), Types.BIGINT);
                insert.setArray(9, existing == null ? null : run.connection().createArrayOf("text", existing.changed(each.draft()).toArray()));
                insert.setString(10, existing == null ? null : json.writeValueAsString(existing.now()));
                Integer metres = each.draft() == null ? null : streets.metres(each.draft().latitude(), each.draft().longitude());
                insert.setObject(11, metres, Types.INTEGER);
                insert.addBatch();
                good += isGood ? 1 : 0;
                faulty += isGood ? 0 : 1;
            }
            insert.executeBatch();
            waiting.clear();
        }

        /** What the register knows of them is asked once for all. */
        private List<Checked> checked() throws SQLException {
            Map<GivenRow, UUID> named = new IdentityHashMap<>();
            Map<GivenRow, List<RowFault>> faults = new IdentityHashMap<>();
            for (GivenRow row : waiting) {
                named.put(row, RowChecks.id(row, faults.computeIfAbsent(row, each -> new ArrayList<>())));
            }
            Map<UUID, ExistingPoint> existing = lookup.existing(named.values().stream().filter(Objects::nonNull).toList());
            List<Checked> all = new ArrayList<>();
            for (GivenRow row : waiting) {
                ExistingPoint point = existing.get(named.get(row));
                all.add(new Checked(row, point, checks.check(row, point, faults.get(row)), faults.get(row)));
            }
            requireWithin(all.stream().filter(each -> each.draft() != null && (each.existing() == null
                    || each.existing().placeChanged(each.draft()).contains("latitude"))).toList());
            List<Checked> fresh = all.stream().filter(each -> each.draft() != null && each.existing() == null).toList();
            lookup.samePoints(fresh.stream().map(Checked::draft).toList(), RowChecks.DUPLICATE_METRES)
                    .forEach((place, point) -> fresh.get(place).faults().add(RowFault.of("name", "duplicate-of-point", "point", point)));
            return all;
        }

        /** Of rows that bring a place. */
        private void requireWithin(List<Checked> placed) throws SQLException {
            Map<UUID, TerritoryView> held = territories.of(run.connection(), placed.stream().map(each -> each.draft().unitId()).collect(Collectors.toSet()));
            for (Checked each : placed) {
                PointDraft draft = each.draft();
                TerritoryView territory = held.get(draft.unitId());
                Integer metres = territory.metresOutside(draft.latitude(), draft.longitude());
                if (metres != null) {
                    each.faults().add(RowFault.of(datum.northColumn(), "outside-territory", "metres", metres));
                }
                territoryUnknown += territory.isUnknownAt(draft.latitude(), draft.longitude()) ? 1 : 0;
            }
        }

        void finish() throws SQLException, JsonProcessingException {
            write();
            if (good + faulty == 0) {
                throw new Problem(422, "bad-sheet", "rows");
            }
            Sql.of("DELETE FROM point_import_piece WHERE import_id = ?", id).run(run.connection());
            Sql.of("UPDATE point_import SET state = 'checked', good = ?, faulty = ?, territory_unknown = ?, near_streets = ?, off_street = ?, street_warning = ? WHERE id = ?",
                    good, faulty, territoryUnknown, streets.near(), streets.off(), streets.warning(), id).run(run.connection());
            run.total(good + faulty);
            run.problems(faulty);
            run.commit(good + faulty);
        }

        @Override
        public void close() throws SQLException {
            insert.close();
        }
    }
}

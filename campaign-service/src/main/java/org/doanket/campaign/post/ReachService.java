package org.doanket.campaign.post;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.doanket.campaign.OwnUnit;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetLimits;
import org.doanket.platform.sheet.SheetReader;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.Kept;

/** Takes in how far posts have reached: entered one by one, or a sheet as a channel gives it out. Figures of the same day are replaced. */
@ApplicationScoped
@Transactional
public class ReachService {

    private static final SheetLimits SHEET = new SheetLimits(1L << 20, 5_001, 30, 500, 100);
    private static final List<String> COLUMNS = List.of("post", "channel", "day", "reach", "views", "reactions", "comments", "shares");

    private record Row(UUID post, PostCommand.Reach figures) {
    }

    private final AgroalDataSource dataSource;
    private final PostQueries queries;
    private final OwnUnit own;
    private final Caller caller;
    private final Clock clock;

    ReachService(AgroalDataSource dataSource, PostQueries queries, OwnUnit own, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.own = own;
        this.caller = caller;
        this.clock = clock;
    }

    public void enter(UUID id, PostCommand.Reach figures) {
        PostView post = queries.one(caller.scope(), id);
        own.requireCome(own.require(post.unit(), "post"), figures.day(), "/day");
        if (!post.channels().contains(figures.channel())) {
            throw PostProblems.notOnChannel();
        }
        save(List.of(new Row(id, figures)), "entered");
    }

    /** All or nothing. @return how many rows; @throws Problem 422 with every fault and its row */
    public int take(Path sheet) {
        List<Row> rows = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        try (SheetReader reader = SheetReader.open(sheet, SHEET)) {
            List<String> heading = reader.hasNext() ? reader.next().cells().stream().map(cell -> cell == null ? "" : cell.strip().toLowerCase(Locale.ROOT)).toList()
                    : List.of();
            if (!heading.containsAll(COLUMNS.subList(0, 4))) {
                throw PostProblems.withoutHeading();
            }
            while (reader.hasNext()) {
                SheetRow row = reader.next();
                if (!row.isBlank()) {
                    read(row, heading, faults).ifPresent(rows::add);
                }
            }
        }
        refuseUnknown(rows, faults);
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults.subList(0, Math.min(faults.size(), 200)));
        }
        return save(rows, "imported");
    }

    private static Optional<Row> read(SheetRow row, List<String> heading, List<Fault> faults) {
        String at = "/" + row.number();
        int before = faults.size();
        UUID post = value(row, heading, "post", at, faults, UUID::fromString);
        UUID channel = value(row, heading, "channel", at, faults, UUID::fromString);
        LocalDate day = value(row, heading, "day", at, faults, Kept::day);
        Long[] figures = COLUMNS.subList(3, 8).stream().map(column -> value(row, heading, column, at, faults, ReachService::figure)).toArray(Long[]::new);
        if (faults.size() == before) {
            faults.addAll(Stream.of(Map.entry("post", Optional.ofNullable(post)), Map.entry("channel", Optional.ofNullable(channel)),
                    Map.entry("day", Optional.ofNullable(day)), Map.entry("reach", Optional.ofNullable(figures[0]))).filter(each -> each.getValue().isEmpty())
                    .map(each -> Fault.at(at + "/" + each.getKey(), "not-null")).toList());
        }
        return faults.size() > before ? Optional.empty()
                : Optional.of(new Row(post, new PostCommand.Reach(channel, day, figures[0], figures[1], figures[2], figures[3], figures[4])));
    }

    private static <T> T value(SheetRow row, List<String> heading, String column, String at, List<Fault> faults, Function<String, T> parser) {
        String cell = row.cell(heading.indexOf(column));
        try {
            return cell == null ? null : parser.apply(cell);
        } catch (IllegalArgumentException unreadable) {
            faults.add(Fault.at(at + "/" + column, "bad-value"));
            return null;
        }
    }

    private static Long figure(String text) {
        long figure = Long.parseLong(text);
        if (figure < 0 || figure > 10_000_000_000L) {
            throw new IllegalArgumentException();
        }
        return figure;
    }

    private void refuseUnknown(List<Row> rows, List<Fault> faults) {
        if (rows.isEmpty()) {
            return;
        }
        UnitScope scope = caller.scope();
        Map<List<UUID>, LocalDate> known = new HashMap<>();
        Sql.of("SELECT x.post_id, x.channel_id, legal_day(u.jurisdiction, ?::timestamptz) FROM post_use x JOIN unit_ref u ON u.id = x.unit_id "
                + "WHERE u.path >= ? AND u.path < ? AND x.post_id = ANY (?::uuid[])", clock.instant(), scope.from(), scope.to(), Sql.column(rows, Row::post))
                .list(dataSource, row -> known.put(List.of(row.getObject(1, UUID.class), row.getObject(2, UUID.class)), row.getObject(3, LocalDate.class)));
        rows.forEach(row -> {
            LocalDate today = known.get(List.of(row.post(), row.figures().channel()));
            if (today == null || row.figures().day().isAfter(today)) {
                faults.add(Fault.at("/" + row.post() + (today == null ? "" : "/day"), today == null ? "post-not-on-channel" : "in-future"));
            }
        });
    }

    private int save(List<Row> rows, String source) {
        return rows.isEmpty() ? 0 : Sql.of("INSERT INTO post_reach (post_id, channel_id, unit_id, day, reach, views, reactions, comments, "
                + "shares, source, entered_by, entered_at) "
                + "SELECT DISTINCT ON (s.p, s.c, s.d) s.p, s.c, x.unit_id, s.d, s.r, s.v, s.a, s.m, s.h, ?::text, ?::text, ?::timestamptz "
                + "FROM unnest(?::uuid[], ?::uuid[], ?::date[], ?::bigint[], "
                + "?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[]) WITH ORDINALITY s (p, c, d, r, v, a, m, h, n) JOIN post_use x ON "
                + "x.post_id = s.p AND x.channel_id = s.c "
                + "ORDER BY s.p, s.c, s.d, s.n DESC ON CONFLICT (post_id, channel_id, day) DO UPDATE SET reach = excluded.reach, views = excluded.views, "
                + "reactions = excluded.reactions, comments = excluded.comments, shares = excluded.shares, source = excluded.source, "
                + "entered_by = excluded.entered_by, entered_at = excluded.entered_at", source, caller.subject(), clock.instant(), Sql.column(rows, Row::post),
                Sql.column(rows, row -> row.figures().channel()), Sql.column(rows, row -> row.figures().day()), Sql.column(rows, row -> row.figures().reach()),
                Sql.column(rows, row -> row.figures().views()), Sql.column(rows, row -> row.figures().reactions()),
                Sql.column(rows, row -> row.figures().comments()), Sql.column(rows, row -> row.figures().shares())).run(dataSource);
    }
}

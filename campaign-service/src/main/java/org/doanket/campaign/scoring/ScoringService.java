package org.doanket.campaign.scoring;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.doanket.campaign.attachment.AttachmentQueries;
import org.doanket.campaign.attachment.AttachmentService;
import org.doanket.campaign.attachment.AttachmentView;
import org.doanket.campaign.clock.ClockQueries;
import org.doanket.campaign.clock.ClockView;
import org.doanket.campaign.criteria.CriteriaQueries;
import org.doanket.campaign.criteria.CriteriaView;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** A unit says how it did, the level above gives the points, the unit may object to a line, and another person decides. */
@ApplicationScoped
@Transactional
public class ScoringService {

    /** What evidence of sheets is attached to; its kind is the code of the criterion. */
    public static final String ATTACHED_TO = "scoring-sheet";

    private final AgroalDataSource dataSource;
    private final ScoringQueries queries;
    private final CriteriaQueries criteria;
    private final ClockQueries clocks;
    private final AttachmentService attachments;
    private final AttachmentQueries attached;
    private final Jobs jobs;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    ScoringService(AgroalDataSource dataSource, ScoringQueries queries, CriteriaQueries criteria, ClockQueries clocks, AttachmentService attachments,
            AttachmentQueries attached, Jobs jobs, UnitTree tree, Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.criteria = criteria;
        this.clocks = clocks;
        this.attachments = attachments;
        this.attached = attached;
        this.jobs = jobs;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    public UUID grade(ScoringCommand.Grade command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        CriteriaView set = criteria.one(command.criteriaSet());
        if (!set.subjectKind().equals("unit")) {
            throw ScoringProblems.notForUnits();
        }
        if (set.year() != command.year()) {
            throw ScoringProblems.ofAnotherYear(set);
        }
        boolean reaches = set.unit() == null ? set.jurisdiction().equals(unit.jurisdiction())
                : tree.find(set.unit()).filter(owner -> unit.path().startsWith(owner.path())).isPresent();
        if (!reaches) {
            throw ScoringProblems.notOfUnit(set);
        }
        audit.record("units-graded", "criteria-set", command.criteriaSet(), command.unit(), null);
        return jobs.submit(GradingJob.KIND, command.unit(), new GradingJob.Parameters(command.criteriaSet(), command.year(), command.from(),
                command.to(), caller.unit()));
    }

    public ScoringView fill(UUID id, ScoringCommand.Fill command, String ifMatch) {
        ScoringView sheet = own(id, "open");
        Revision.require(ifMatch, sheet.version());
        Map<String, ScoringView.Line> lines = byCode(sheet);
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < command.lines().size(); i++) {
            ScoringCommand.Claim claim = command.lines().get(i);
            ScoringView.Line line = lines.get(claim.code());
            String at = "/lines/" + i;
            if (line == null) {
                faults.add(Fault.at(at + "/code", "unknown-criterion"));
                continue;
            }
            if (claim.value() != null && !line.how().equals("measured")) {
                faults.add(Fault.at(at + "/value", "not-of-its-kind"));
            }
            if (claim.claimed() != null && (!line.how().equals("judged") || claim.claimed().compareTo(line.most()) > 0)) {
                faults.add(Fault.at(at + "/claimed", line.how().equals("judged") ? "above-its-points" : "not-of-its-kind"));
            }
        }
        ScoringProblems.raise(faults);
        command.lines().forEach(claim -> Sql.of("UPDATE scoring_line l SET value = CASE WHEN c.how = 'measured' THEN ? ELSE l.value END, claimed = ?, "
                + "note = ?, points = CASE WHEN c.how = 'measured' THEN scale_points(c.scale, ?) ELSE l.points END FROM scoring_sheet s "
                + "JOIN criterion c ON c.set_id = s.set_id WHERE l.sheet_id = ? AND l.code = ? AND s.id = l.sheet_id AND c.code = l.code",
                claim.value(), claim.claimed(), claim.note(), claim.value(), id, claim.code()).run(dataSource));
        return changed(sheet, "open", "scoring-sheet-filled");
    }

    public AttachmentView attach(UUID id, String criterion, String name, byte[] content) {
        ScoringView sheet = own(id, "open");
        if (!byCode(sheet).containsKey(criterion)) {
            throw Problem.notFound("criterion");
        }
        return attachments.attach(ATTACHED_TO, id, sheet.unit(), criterion, name, content);
    }

    /** With a paper for each line that claims something and needs one. */
    public ScoringView submit(UUID id) {
        ScoringView sheet = own(id, "open");
        Set<String> papers = attached.kinds(ATTACHED_TO, id);
        List<Fault> faults = new ArrayList<>();
        for (ScoringView.Line line : sheet.lines()) {
            boolean claims = line.value() != null && line.value().signum() > 0 || line.claimed() != null && line.claimed().signum() > 0;
            if (line.evidence() && claims && !papers.contains(line.code())) {
                faults.add(Fault.at("/lines/" + line.code(), "evidence-missing"));
            }
            if (line.how().equals("measured") && line.value() == null) {
                faults.add(Fault.at("/lines/" + line.code() + "/value", "not-null"));
            }
        }
        ScoringProblems.raise(faults);
        // Points of a check before it was sent back were for what it said then.
        Sql.of("UPDATE scoring_line l SET points = NULL, given_by = NULL FROM scoring_sheet s JOIN criterion c ON c.set_id = s.set_id "
                + "WHERE l.sheet_id = ? AND s.id = l.sheet_id AND c.code = l.code AND c.how = 'judged'", id).run(dataSource);
        return changed(sheet, "submitted", "scoring-sheet-submitted");
    }

    /** Sent back to be filled anew, with remarks, or graded with the points of every line. */
    public ScoringView check(UUID id, ScoringCommand.Check command, boolean isReturned) {
        ScoringView sheet = above(id, "submitted");
        Map<String, ScoringView.Line> lines = byCode(sheet);
        Map<String, ScoringCommand.Given> given = command.lines().stream()
                .collect(Collectors.toMap(ScoringCommand.Given::code, Function.identity(), (one, other) -> other));
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < command.lines().size(); i++) {
            ScoringView.Line line = lines.get(command.lines().get(i).code());
            if (line == null || line.how().equals("computed")) {
                faults.add(Fault.at("/lines/" + i + "/code", line == null ? "unknown-criterion" : "not-of-its-kind"));
            } else if (command.lines().get(i).points().compareTo(line.most()) > 0) {
                faults.add(Fault.at("/lines/" + i + "/points", "above-its-points"));
            }
        }
        if (!isReturned) {
            sheet.lines().stream().filter(line -> line.points() == null && !given.containsKey(line.code()))
                    .forEach(line -> faults.add(Fault.at("/lines/" + line.code(), "points-missing")));
        }
        ScoringProblems.raise(faults);
        given.values().forEach(each -> Sql.of("UPDATE scoring_line SET points = ?, remark = ?, given_by = ? WHERE sheet_id = ? AND code = ?",
                each.points(), each.remark(), caller.subject(), id, each.code()).run(dataSource));
        if (!isReturned) {
            ClockView.Due due = due(sheet, "grading-appeal");
            Sql.of("UPDATE scoring_sheet SET appeal_by = ?, appeal_rule = ? WHERE id = ?", due.last(), due.by(), id).run(dataSource);
        }
        return changed(sheet, isReturned ? "open" : "graded", isReturned ? "scoring-sheet-returned" : "scoring-sheet-graded");
    }

    public ScoringView appeal(UUID id, ScoringCommand.Appeal command) {
        ScoringView sheet = own(id, "graded");
        ScoringView.Line line = byCode(sheet).get(command.criterion());
        if (line == null) {
            throw Problem.notFound("criterion");
        }
        if (sheet.appealBy() != null && today(sheet).isAfter(sheet.appealBy())) {
            throw ScoringProblems.appealTooLate(sheet.appealBy(), sheet.appealRule());
        }
        Sql.of("INSERT INTO scoring_appeal (id, sheet_id, unit_id, code, reason, made_by, made_at, decide_by, before) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                Ids.next(),
                id, sheet.unit(), line.code(), command.reason(), caller.subject(), clock.instant(), due(sheet, "grading-appeal-decision").last(), line.points())
                .run(dataSource);
        return changed(sheet, "graded", "scoring-appealed");
    }

    public ScoringView decide(UUID id, UUID appeal, ScoringCommand.DecideAppeal command) {
        ScoringView sheet = above(id, "graded");
        ScoringView.Appeal made = sheet.appeals().stream().filter(each -> each.id().equals(appeal)).findFirst()
                .orElseThrow(() -> Problem.notFound("appeal"));
        if (made.granted() != null) {
            throw ScoringProblems.appealOver();
        }
        Sql.of("SELECT FROM scoring_sheet s JOIN scoring_line l ON l.sheet_id = s.id WHERE s.id = ? AND l.code = ? AND (coalesce(l.given_by, s.graded_by) = ? "
                + "OR EXISTS (SELECT FROM scoring_appeal a WHERE a.id = ? AND a.made_by = ?))",
                id, made.criterion(), caller.subject(), appeal, caller.subject()).first(dataSource, row -> true).ifPresent(same -> {
                    throw ScoringProblems.anotherDecides();
                });
        List<Fault> faults = new ArrayList<>();
        if (command.granted() != (command.points() != null)) {
            faults.add(Fault.at("/points", command.granted() ? "not-null" : "not-of-its-kind"));
        } else if (command.granted() && command.points().compareTo(byCode(sheet).get(made.criterion()).most()) > 0) {
            faults.add(Fault.at("/points", "above-its-points"));
        }
        ScoringProblems.raise(faults);
        Sql.of("UPDATE scoring_appeal SET granted = ?, points = ?, answer = ?, decided_by = ?, decided_at = ? WHERE id = ?", command.granted(),
                command.points(), command.answer(), caller.subject(), clock.instant(), appeal).run(dataSource);
        if (command.granted()) {
            Sql.of("UPDATE scoring_line SET points = ?, remark = ?, given_by = ? WHERE sheet_id = ? AND code = ?", command.points(), command.answer(),
                    caller.subject(), id, made.criterion()).run(dataSource);
        }
        return changed(sheet, "graded", "scoring-appeal-decided");
    }

    private ClockView.Due due(ScoringView sheet, String what) {
        return clocks.due(tree.find(sheet.unit()).orElseThrow().jurisdiction(), what, today(sheet));
    }

    private LocalDate today(ScoringView sheet) {
        return Zones.today(clock, tree.find(sheet.unit()).orElseThrow().jurisdiction());
    }

    private ScoringView own(UUID id, String state) {
        ScoringView sheet = locked(id);
        if (!caller.is(Roles.CAMPAIGN_OFFICER) && !sheet.unit().equals(caller.unit())) {
            throw ScoringProblems.ownUnitOnly();
        }
        return in(state, sheet);
    }

    private ScoringView above(UUID id, String state) {
        ScoringView sheet = locked(id);
        if (sheet.unit().equals(caller.unit()) && tree.find(sheet.unit()).orElseThrow().parentId() != null) {
            throw ScoringProblems.gradedAbove();
        }
        return in(state, sheet);
    }

    private ScoringView locked(UUID id) {
        Sql.of("SELECT FROM scoring_sheet WHERE id = ? FOR UPDATE", id).run(dataSource);
        return queries.one(caller.scope(), id);
    }

    private static ScoringView in(String state, ScoringView sheet) {
        if (!sheet.state().equals(state)) {
            throw ScoringProblems.notIn(sheet.state());
        }
        return sheet;
    }

    private ScoringView changed(ScoringView sheet, String state, String deed) {
        Sql.of("UPDATE scoring_sheet SET state = ?, graded_by = CASE WHEN ? = 'scoring-sheet-graded' THEN ? ELSE graded_by END, version = version + 1, "
                + "changed_at = ? WHERE id = ?", state, deed, caller.subject(), clock.instant(), sheet.id()).run(dataSource);
        Sql.of("SELECT sum_up_sheets(ARRAY[?]::uuid[])", sheet.id()).run(dataSource);
        audit.record(deed, "scoring-sheet", sheet.id(), sheet.unit(), null);
        return queries.one(caller.scope(), sheet.id());
    }

    private static Map<String, ScoringView.Line> byCode(ScoringView sheet) {
        return sheet.lines().stream().collect(Collectors.toMap(ScoringView.Line::code, Function.identity()));
    }
}

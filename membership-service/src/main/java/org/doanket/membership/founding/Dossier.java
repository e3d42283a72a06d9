package org.doanket.membership.founding;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.doanket.platform.paper.Block;
import org.doanket.platform.paper.Block.Align;
import org.doanket.platform.paper.Block.Column;
import org.doanket.platform.paper.Paper;
import org.doanket.platform.paper.Type;
import org.doanket.platform.security.Mask;

/** The papers that go up to the unit above, written from the data. */
final class Dossier {

    /** In the order in which they are bound. */
    static final List<String> PAPERS = List.of("request", "members", "applications", "cvs", "congress-minutes", "vote-count", "committee-minutes");
    static final String WHOLE = "dossier";
    /** Those that can be written before there was a congress. */
    static final Set<String> EARLY = Set.of("members", "applications");

    private final FoundingView founding;
    private final List<FoundingPersonView.Open> people;
    private final Map<UUID, FoundingPersonView.Open> byId;
    private final Election election;
    private final Map<String, String> labels;
    private final Wording wording;
    private final boolean showsIds;
    private final LocalDate day;

    /**
     * @param election null before the congress
     * @param labels   of kinds of union, bodies ("body/…") and positions ("body/…/…") in the language of the paper
     * @param showsIds whole national ids, not masked
     * @param day      of the last change: papers bear it where no day of their own
     */
    Dossier(FoundingView founding, List<FoundingPersonView.Open> people, Election election, Map<String, String> labels, Wording wording,
            boolean showsIds, LocalDate day) {
        this.founding = founding;
        this.people = people;
        this.election = election;
        this.labels = labels;
        this.wording = wording;
        this.showsIds = showsIds;
        this.day = founding.submittedOn() == null ? day : founding.submittedOn();
        byId = people.stream().collect(Collectors.toMap(FoundingPersonView.Open::id, Function.identity()));
    }

    Paper paper(String code) {
        if (code.equals(WHOLE)) {
            return Paper.bound(wording.text("title.dossier") + " – " + founding.name(), PAPERS.stream().map(this::paper).toList());
        }
        List<Block> blocks = switch (code) {
            case "request" -> request();
            case "members" -> members();
            case "applications" -> applications();
            case "cvs" -> cvs();
            case "congress-minutes" -> congress();
            case "vote-count" -> count();
            case "committee-minutes" -> meeting();
            default -> throw new IllegalArgumentException(code);
        };
        return new Paper(wording.text("title." + code, founding.name()) + " – " + founding.name(), wording.language(), founding.changedAt(), blocks);
    }

    private List<Block> request() {
        FoundingCommand.Congress congress = founding.congress();
        List<Block> blocks = begun("request", day);
        blocks.add(Block.text(wording.text("request.to", founding.unitName())));
        blocks.add(Block.paragraph(wording.text("request.opening", founding.name(), founding.workplace() == null ? founding.address()
                : founding.workplace() + ", " + founding.address(), wording.day(congress.on()), congress.place(), wording.text("form." + congress.form()))));
        blocks.add(Block.paragraph(wording.text("request.count", people.size(), women())));
        blocks.add(Block.paragraph(wording.text("request.elected", congress.name(), election.elected().size())));
        blocks.add(Block.paragraph(wording.text("request.ask", founding.unitName())));
        blocks.add(Block.paragraph(wording.text("request.ask-members", people.size())));
        blocks.add(Block.paragraph(wording.text("request.ask-unit", founding.name(), labels.get(founding.kind()))));
        blocks.add(Block.paragraph(wording.text("request.ask-bodies")));
        blocks.add(offices());
        blocks.add(Block.paragraph(wording.text("request.attached")));
        for (String paper : PAPERS.subList(1, PAPERS.size())) {
            blocks.add(Block.text("– " + wording.text("title." + paper, founding.name())));
        }
        blocks.add(Block.paragraph(wording.text("request.closing")));
        blocks.addAll(wording.foot(founding.name(), day, null, null, wording.text("request.sign"), holder("chair")));
        return blocks;
    }

    private List<Block> members() {
        List<Block> blocks = begun("members", day);
        blocks.add(Block.paragraph(wording.text("members.intro", founding.name(), people.size(), women())));
        blocks.add(new Block.Table(List.of(column("number", 1, Align.CENTRE), column("name", 4, Align.LEFT), column("birth", 2, Align.CENTRE),
                column("sex", 1.2, Align.CENTRE), column("national-id", 3, Align.CENTRE), column("work", 3, Align.LEFT),
                column("applied", 2, Align.CENTRE)), people.stream().map(person -> List.of(String.valueOf(person.number()), person.name(),
                        wording.shortDay(file(person).birthDate()), sex(person), nationalId(person), text(file(person).position()),
                        wording.shortDay(person.appliedOn()))).toList()));
        blocks.addAll(wording.foot(founding.name(), day, null, null, wording.text("request.sign"), holder("chair")));
        return blocks;
    }

    /** One page for each person. */
    private List<Block> applications() {
        List<Block> blocks = new ArrayList<>();
        for (FoundingPersonView.Open person : people) {
            if (!blocks.isEmpty()) {
                blocks.add(new Block.NewPage());
            }
            FoundingCommand.Person file = file(person);
            LocalDate applied = person.appliedOn() == null ? day : person.appliedOn();
            blocks.addAll(begun("applications", applied));
            blocks.add(Block.text(wording.text("application.to", founding.name())));
            blocks.add(Block.text(wording.text("application.me", person.name(), wording.day(file.birthDate()), sex(person))));
            blocks.add(Block.text(wording.text("application.id", nationalId(person), text(file.address()))));
            blocks.add(Block.text(wording.text("application.work", text(file.position()), text(founding.workplace()))));
            blocks.add(Block.paragraph(wording.text("application.pledge", founding.name())));
            blocks.addAll(wording.foot(person.name(), applied, null, null, wording.text("application.sign"), person.name()));
        }
        return blocks;
    }

    /** Of all who were elected to something. */
    private List<Block> cvs() {
        List<Block> blocks = begun("cvs", day);
        for (UUID id : elected()) {
            FoundingPersonView.Open person = byId.get(id);
            FoundingCommand.Person file = file(person);
            blocks.add(Block.heading(person.name()));
            blocks.add(Block.text(wording.text("cv.line", wording.day(file.birthDate()), sex(person), text(file.position()), text(file.education()),
                    String.join("; ", officesOf(id)))));
            if (!file.career().isEmpty()) {
                blocks.add(new Block.Table(List.of(column("when", 1, Align.LEFT), column("what", 3, Align.LEFT)),
                        file.career().stream().map(line -> List.of(line.when(), line.what())).toList()));
            }
        }
        blocks.addAll(wording.foot(founding.name(), day, null, null, wording.text("request.sign"), holder("chair")));
        return blocks;
    }

    private List<Block> congress() {
        FoundingCommand.Congress congress = founding.congress();
        List<Block> blocks = begun("congress-minutes", congress.on());
        blocks.add(Block.centred(wording.text("minutes.number", congress.minutesNumber()), Type.BODY));
        blocks.add(Block.paragraph(wording.text("congress.opening", founding.name(), time(congress.from()), wording.day(congress.on()), congress.place())));
        blocks.add(Block.paragraph(wording.text("congress.attendance", congress.present(), congress.invited(), wording.text("form." + congress.form()))));
        blocks.add(Block.paragraph(wording.text("congress.led", name(congress.chair()), name(congress.secretary()))));
        section(blocks, "congress.agenda", numbered(congress.agenda()));
        section(blocks, "congress.report", List.of(congress.report()));
        section(blocks, "congress.election", List.of(wording.text("congress.tellers", names(congress.tellers())),
                wording.text("count.ballots", congress.ballots().given(), congress.ballots().returned(), congress.ballots().valid(),
                        congress.ballots().returned() - congress.ballots().valid()), wording.text("count.elected", congress.seats(), election.elected().size())));
        blocks.add(votes(election.elected()));
        section(blocks, "congress.resolution", List.of(text(congress.resolution())));
        blocks.add(Block.paragraph(wording.text("congress.closing", time(congress.to()), wording.day(congress.on()))));
        blocks.addAll(wording.foot(founding.name(), congress.on(), wording.text("secretary"), name(congress.secretary()), wording.text("presidium"),
                name(congress.chair())));
        return blocks;
    }

    private List<Block> count() {
        FoundingCommand.Congress congress = founding.congress();
        List<Block> blocks = begun("vote-count", congress.on());
        blocks.add(Block.paragraph(wording.text("congress.opening", founding.name(), time(congress.from()), wording.day(congress.on()), congress.place())));
        blocks.add(Block.paragraph(wording.text("congress.tellers", names(congress.tellers()))));
        blocks.add(Block.paragraph(wording.text("congress.attendance", congress.present(), congress.invited(), wording.text("form." + congress.form()))));
        blocks.add(Block.paragraph(wording.text("count.ballots", congress.ballots().given(), congress.ballots().returned(),
                congress.ballots().valid(), congress.ballots().returned() - congress.ballots().valid())));
        blocks.add(Block.paragraph(wording.text("count.votes")));
        blocks.add(votes(congress.candidates().stream().sorted(Comparator.comparingInt(FoundingCommand.Candidate::votes).reversed()).toList()));
        blocks.add(Block.paragraph(wording.text("count.elected", congress.seats(), election.elected().size())));
        blocks.add(votes(election.elected()));
        blocks.addAll(wording.foot(founding.name(), congress.on(), wording.text("presidium"), name(congress.chair()), wording.text("tellers"),
                name(congress.tellers().get(0))));
        return blocks;
    }

    private List<Block> meeting() {
        FoundingCommand.Meeting meeting = founding.meeting();
        List<Block> blocks = begun("committee-minutes", meeting.on());
        blocks.add(Block.centred(wording.text("minutes.number", meeting.minutesNumber()), Type.BODY));
        blocks.add(Block.paragraph(wording.text("meeting.opening", founding.name(), wording.day(meeting.on()), meeting.place(), meeting.present(),
                election.elected().size())));
        blocks.add(Block.paragraph(wording.text("meeting.result")));
        blocks.add(offices());
        blocks.addAll(wording.foot(founding.name(), meeting.on(), null, null, wording.text("request.sign"), holder("chair")));
        return blocks;
    }

    private List<Block> begun(String code, LocalDate on) {
        List<Block> blocks = new ArrayList<>(wording.head(founding.unitName(), founding.name(), on));
        blocks.add(Block.title(wording.text("title." + code, founding.name())));
        return blocks;
    }

    private void section(List<Block> blocks, String key, List<String> paragraphs) {
        blocks.add(Block.heading(wording.text(key)));
        paragraphs.forEach(paragraph -> blocks.add(Block.paragraph(paragraph)));
    }

    private static List<String> numbered(List<String> items) {
        List<String> numbered = new ArrayList<>();
        for (String item : items) {
            numbered.add(numbered.size() + 1 + ". " + item);
        }
        return numbered;
    }

    private Block votes(List<FoundingCommand.Candidate> candidates) {
        long valid = founding.congress().ballots().valid();
        List<List<String>> rows = new ArrayList<>();
        for (FoundingCommand.Candidate candidate : candidates) {
            rows.add(List.of(String.valueOf(rows.size() + 1), name(candidate.personId()), candidate.votes() + "/" + valid,
                    valid == 0 ? "" : String.format(wording.language(), "%.2f%%", 100.0 * candidate.votes() / valid)));
        }
        return new Block.Table(List.of(column("number", 1, Align.CENTRE), column("name", 5, Align.LEFT), column("votes", 2, Align.CENTRE),
                column("share", 2, Align.CENTRE)), rows);
    }

    /** Everybody who sits in something, body by body; in the committee also those without an office. */
    private Block offices() {
        List<List<String>> rows = new ArrayList<>();
        for (FoundingCommand.Elected body : bodies()) {
            for (FoundingCommand.Office office : body.offices()) {
                rows.add(List.of(String.valueOf(rows.size() + 1), name(office.personId()), text(labels.get("body/" + body.kind())),
                        text(labels.get("body/" + body.kind() + "/" + office.position())), String.valueOf(office.votes())));
            }
        }
        return new Block.Table(List.of(column("number", 1, Align.CENTRE), column("name", 4, Align.LEFT), column("body", 4, Align.LEFT),
                column("office", 3, Align.LEFT), column("votes", 1.5, Align.CENTRE)), rows);
    }

    private List<FoundingCommand.Elected> bodies() {
        List<FoundingCommand.Elected> bodies = new ArrayList<>();
        List<FoundingCommand.Office> committee = new ArrayList<>();
        Set<UUID> placed = new LinkedHashSet<>();
        List<FoundingCommand.Elected> met = founding.meeting() == null ? List.of() : founding.meeting().bodies();
        met.stream().filter(body -> body.kind().equals(FoundingRules.COMMITTEE)).flatMap(body -> body.offices().stream()).forEach(office -> {
            committee.add(office);
            placed.add(office.personId());
        });
        election.elected().stream().filter(candidate -> !placed.contains(candidate.personId()))
                .forEach(candidate -> committee.add(new FoundingCommand.Office(candidate.personId(), "member", candidate.votes())));
        bodies.add(new FoundingCommand.Elected(FoundingRules.COMMITTEE, founding.congress().seats(), committee));
        met.stream().filter(body -> !body.kind().equals(FoundingRules.COMMITTEE)).forEach(bodies::add);
        return bodies;
    }

    private Set<UUID> elected() {
        return bodies().stream().flatMap(body -> body.offices().stream()).map(FoundingCommand.Office::personId)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<String> officesOf(UUID person) {
        return bodies().stream().flatMap(body -> body.offices().stream().filter(office -> office.personId().equals(person))
                .map(office -> labels.get("body/" + body.kind() + "/" + office.position()) + " – " + labels.get("body/" + body.kind()))).toList();
    }

    private String holder(String position) {
        return founding.meeting() == null ? "" : founding.meeting().bodies().stream().flatMap(body -> body.offices().stream())
                .filter(office -> office.position().equals(position)).findFirst().map(office -> name(office.personId())).orElse("");
    }

    private Column column(String key, double share, Align align) {
        return new Column(wording.text("head." + key), share, align);
    }

    private String name(UUID person) {
        return byId.containsKey(person) ? byId.get(person).name() : "";
    }

    private String names(List<UUID> ids) {
        return ids.stream().map(this::name).collect(Collectors.joining(wording.text("comma") + " ")).strip();
    }

    private long women() {
        return people.stream().filter(person -> "female".equals(file(person).sex())).count();
    }

    private String sex(FoundingPersonView.Open person) {
        return file(person).sex() == null ? "" : wording.text("sex." + file(person).sex());
    }

    private String nationalId(FoundingPersonView.Open person) {
        String id = file(person).nationalId();
        return text(showsIds ? id : Mask.nationalId(id));
    }

    /** Of somebody who was forgotten an empty one. */
    private static FoundingCommand.Person file(FoundingPersonView.Open person) {
        return person.file() != null ? person.file()
                : new FoundingCommand.Person("—", null, null, null, null, null, null, null, null, null, null, null, false, null, List.of());
    }

    private static String time(LocalTime time) {
        return time == null ? "…" : time.toString();
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}

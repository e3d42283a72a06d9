package org.doanket.campaign.meeting;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.doanket.platform.http.Messages;
import org.doanket.platform.paper.Block.Align;
import org.doanket.platform.paper.Block.Column;
import org.doanket.platform.paper.Block.Line;
import org.doanket.platform.paper.Block;
import org.doanket.platform.paper.Paper;
import org.doanket.platform.paper.Type;
import org.doanket.platform.time.Zones;

/** Minutes as a paper: made of the record and of nothing else, so that they are the same whenever they are printed. */
final class MinutesPaper {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private final MeetingView meeting;
    private final List<MeetingView.Invitation> people;
    private final List<VoteView> votes;
    private final Locale language;
    private final Instant made;

    MinutesPaper(MeetingView meeting, List<MeetingView.Invitation> people, List<VoteView> votes, Locale language, Instant made) {
        this.meeting = meeting;
        this.people = people;
        this.votes = votes;
        this.language = language;
        this.made = made;
    }

    byte[] pdf() {
        return new Paper(text("minutes.title") + " " + meeting.name(), language, made, blocks()).pdf();
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.head(Block.issuer(null, meeting.unitName()), meeting.jurisdiction(), language));
        blocks.add(new Block.Space(18));
        blocks.add(Block.title(text("minutes.title")));
        blocks.add(Block.centred(meeting.name(), Type.STRONG));
        if (!meeting.state().equals("closed")) {
            blocks.add(Block.centred(text("minutes.draft"), Type.SLANTED));
        }
        blocks.add(new Block.Space(12));
        blocks.add(Block.text(text("minutes.time", time(meeting.openedAt() == null ? meeting.startsAt() : meeting.openedAt()),
                time(meeting.closedAt() == null ? meeting.endsAt() : meeting.closedAt()))));
        blocks.add(Block.text(text("minutes.place", meeting.place() == null ? "…" : meeting.place())));
        blocks.add(Block.text(text("minutes.chair", name(meeting.chair()))));
        blocks.add(Block.text(text("minutes.secretary", name(meeting.secretary()))));
        attendance(blocks);
        agenda(blocks);
        votes(blocks);
        if (meeting.conclusions() != null) {
            blocks.add(Block.heading(text("minutes.conclusions")));
            blocks.add(Block.paragraph(meeting.conclusions()));
        }
        blocks.add(new Block.Space(24));
        blocks.add(new Block.Pair(List.of(new Line(text("minutes.signed-secretary"), Type.STRONG, false), new Line(name(meeting.secretary()), Type.BODY, false)),
                List.of(new Line(text("minutes.signed-chair"), Type.STRONG, false), new Line(name(meeting.chair()), Type.BODY, false))));
        return blocks;
    }

    private void attendance(List<Block> blocks) {
        MeetingView.Attendance counts = meeting.attendance();
        blocks.add(Block.text(text("minutes.attendance", counts.present(), counts.invited(), counts.presentVoters(), counts.voters(), counts.needed())));
        if (counts.guests() > 0) {
            blocks.add(Block.text(text("minutes.guests", counts.presentGuests(), counts.guests())));
        }
        if (counts.late() > 0) {
            blocks.add(Block.text(text("minutes.late", counts.late(), DAY.format(meeting.inviteBy()), meeting.inviteRule())));
        }
        List<List<String>> rows = new ArrayList<>();
        for (MeetingView.Invitation person : people) {
            rows.add(List.of(person.name(), as(person), person.checkedInAt() == null ? text("minutes.absent") + (person.reason() == null ? ""
                    : ": " + person.reason()) : time(person.checkedInAt())));
        }
        if (!rows.isEmpty()) {
            blocks.add(new Block.Table(List.of(new Column(text("minutes.name"), 5, Align.LEFT), new Column(text("minutes.capacity"), 3, Align.LEFT),
                    new Column(text("minutes.there"), 4, Align.LEFT)), rows));
        }
    }

    private void agenda(List<Block> blocks) {
        for (MeetingView.Item item : meeting.agenda()) {
            blocks.add(Block.heading(item.number() + ". " + item.title() + (item.presenter() == null ? "" : " (" + item.presenter() + ")")));
            if (item.notes() != null && !item.notes().isBlank()) {
                blocks.add(Block.paragraph(item.notes()));
            }
        }
    }

    private void votes(List<Block> blocks) {
        for (VoteView vote : votes) {
            blocks.add(Block.heading(text("minutes.vote." + vote.kind(), vote.question())));
            List<List<String>> rows = new ArrayList<>();
            for (VoteView.Option option : vote.options()) {
                rows.add(List.of(option.text(), option.votes() == null ? "" : String.valueOf(option.votes())));
            }
            blocks.add(new Block.Table(List.of(new Column(text("minutes.option"), 7, Align.LEFT), new Column(text("minutes.votes"), 2, Align.RIGHT)), rows));
            blocks.add(Block.text(vote.carried() == null ? text("minutes.not-carried", vote.cast(), vote.electors())
                    : text("minutes.carried", vote.cast(), vote.electors(), vote.options().get(vote.carried() - 1).text())));
        }
    }

    private String name(UUID invitation) {
        return people.stream().filter(person -> person.id().equals(invitation)).map(MeetingView.Invitation::name).findFirst().orElse("…");
    }

    /** A guest in his office at his organisation. */
    private static String as(MeetingView.Invitation person) {
        return person.organisation() == null ? person.capacity() : person.office() == null ? person.organisation()
                : person.office() + ", " + person.organisation();
    }

    private String time(OffsetDateTime at) {
        return TIME.format(at.atZoneSameInstant(Zones.of(meeting.jurisdiction())));
    }

    private String text(String key, Object... places) {
        return Messages.text(language, key, places);
    }
}

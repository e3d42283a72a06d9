package org.doanket.campaign.post;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.OwnUnit;
import org.doanket.campaign.word.WordQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;

/** Posts: written, approved by a second person, due at their time, withdrawn. */
@ApplicationScoped
@Transactional
public class PostService {

    private final AgroalDataSource dataSource;
    private final PostQueries queries;
    private final WordQueries words;
    private final OwnUnit own;
    private final Caller caller;
    private final Clock clock;

    PostService(AgroalDataSource dataSource, PostQueries queries, WordQueries words, OwnUnit own, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.words = words;
        this.own = own;
        this.caller = caller;
        this.clock = clock;
    }

    public UUID openChannel(PostCommand.Channel command) {
        UnitRef unit = own.require(command.unit(), "unit");
        own.requireNotEnded(unit, own.today(unit));
        words.require(WordQueries.CHANNEL_KINDS, unit.jurisdiction(), own.today(unit), command.kind(), "/kind");
        UUID id = Ids.next();
        if (Sql.of("INSERT INTO post_channel (id, unit_id, kind, name, address, version) VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT (unit_id, name) DO NOTHING", id,
                command.unit(), command.kind(), command.name(), command.address()).run(dataSource) == 0) {
            throw PostProblems.channelThere(command.name());
        }
        return id;
    }

    public void closeChannel(UUID id) {
        own.require(queries.channel(caller.scope(), id).unit(), "post-channel");
        Sql.of("UPDATE post_channel SET closed = true, version = version + 1 WHERE id = ? AND NOT closed", id).run(dataSource);
    }

    public UUID write(PostCommand.Write command) {
        UnitRef unit = own.require(command.unit(), "unit");
        own.requireNotEnded(unit, own.today(unit));
        UUID id = Ids.next();
        PostCommand.Event event = command.event();
        Sql.of("INSERT INTO post (id, unit_id, title, body, link, publish_at, event_starts, event_ends, event_place, state, written_by, changed_at, version) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'draft', ?, ?, 1)", id, command.unit(), command.title(), command.body(), command.link(),
                command.publishAt(), event == null ? null : event.starts(), event == null ? null : event.ends(), event == null ? null : event.place(),
                caller.subject(), clock.instant()).run(dataSource);
        use(id, command);
        return id;
    }

    /** What was approved and is changed must be approved anew. */
    public void rewrite(UUID id, PostCommand.Write command, String ifMatch) {
        PostView post = forChange(id, "draft", "submitted", "returned", "approved");
        own.require(post.unit(), "post");
        Revision.require(ifMatch, post.version());
        PostCommand.Event event = command.event();
        Sql.of("UPDATE post SET title = ?, body = ?, link = ?, publish_at = ?, event_starts = ?, event_ends = ?, event_place = ?, state = 'draft', "
                + "submitted_by = NULL, decided_by = NULL, decided_at = NULL, written_by = ?, changed_at = ?, version = version + 1 WHERE "
                + "id = ?", command.title(),
                command.body(), command.link(), command.publishAt(), event == null ? null : event.starts(), event == null ? null : event.ends(),
                event == null ? null : event.place(), caller.subject(), clock.instant(), id).run(dataSource);
        Sql.of("DELETE FROM post_use x WHERE x.post_id = ? AND NOT EXISTS (SELECT FROM post_reach r WHERE r.post_id = x.post_id AND "
                + "r.channel_id = x.channel_id)", id)
                .run(dataSource);
        use(id, new PostCommand.Write(post.unit(), command.title(), command.body(), command.link(), command.publishAt(), event, command.channels()));
    }

    public void submit(UUID id) {
        PostView post = forChange(id, "draft", "returned");
        own.require(post.unit(), "post");
        Sql.of("UPDATE post SET state = 'submitted', submitted_by = ?, note = NULL, version = version + 1 WHERE id = ?", caller.subject(), id).run(dataSource);
    }

    /** Not by him who has written or submitted it. @param state {@code approved} or {@code returned} */
    public void decide(UUID id, String state, String note) {
        PostView post = forChange(id, "submitted");
        own.require(post.unit(), "post");
        if (Sql.of("SELECT 1 FROM post WHERE id = ? AND ? IN (written_by, submitted_by)", id, caller.subject()).first(dataSource, row -> true).isPresent()) {
            throw PostProblems.ownPost();
        }
        Sql.of("UPDATE post SET state = ?, note = ?, decided_by = ?, decided_at = ?, changed_at = ?, version = version + 1 WHERE id = ?", state, note,
                caller.subject(), clock.instant(), clock.instant(), id).run(dataSource);
    }

    /** It leaves the feeds at once. */
    public void withdraw(UUID id, String note) {
        PostView post = forChange(id, "draft", "submitted", "returned", "approved");
        own.require(post.unit(), "post");
        Sql.of("UPDATE post SET state = 'withdrawn', note = ?, changed_at = ?, version = version + 1 WHERE id = ?", note, clock.instant(), id).run(dataSource);
    }

    private PostView forChange(UUID id, String... states) {
        Sql.of("SELECT 1 FROM post WHERE id = ? FOR UPDATE", id).first(dataSource, row -> true);
        PostView post = queries.one(caller.scope(), id);
        if (!List.of(states).contains(post.state())) {
            throw PostProblems.notFrom(post.state());
        }
        return post;
    }

    /** Channels of the unit itself, or of units below or above it that the caller may see, if they are not closed. */
    private void use(UUID id, PostCommand.Write command) {
        for (UUID channel : command.channels()) {
            if (queries.channel(caller.scope(), channel).closed()) {
                throw Problem.notFound("post-channel");
            }
        }
        Sql.of("INSERT INTO post_use (post_id, channel_id, unit_id) SELECT ?::uuid, c, ?::uuid FROM unnest(?::uuid[]) c ON CONFLICT DO NOTHING", id,
                command.unit(), Sql.column(command.channels(), each -> each)).run(dataSource);
    }
}

package org.doanket.campaign.petition;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.doanket.campaign.OwnFilter;
import org.doanket.campaign.OwnUnit;
import org.doanket.campaign.word.WordQueries;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.id.Ids;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** The side of those who send petitions: as members or as anybody, by the form of a unit; afterwards they read what became of it. */
@ApplicationScoped
@Transactional
public class SubmissionService {

    private static final String NOWHERE = "|";
    /** Without look-alikes, to be read from paper and typed. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LETTERS = 16;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PROGRESS = "SELECT p.*, h.name AS unit_name, p.state IN ('received', 'in-hand', 'passed-on') "
            + "AND p.answer_due < legal_day(h.jurisdiction, now()) AS overdue FROM petition p JOIN unit_ref h ON h.id = p.unit_id WHERE";

    private final AgroalDataSource dataSource;
    private final PetitionService petitions;
    private final WordQueries words;
    private final FieldVault vault;
    private final OwnUnit own;
    private final UnitTree tree;
    private final Caller caller;
    private final Clock clock;

    SubmissionService(AgroalDataSource dataSource, PetitionService petitions, WordQueries words, FieldVault vault, OwnUnit own, UnitTree tree,
            Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.petitions = petitions;
        this.words = words;
        this.vault = vault;
        this.own = own;
        this.tree = tree;
        this.caller = caller;
        this.clock = clock;
    }

    public PetitionView.Form form(UUID unit) {
        UnitRef ref = living(unit);
        return new PetitionView.Form(ref.id(), ref.name(), words.inUse(WordQueries.PETITION_TOPICS, ref.jurisdiction(), own.today(ref),
                Language.current()).stream().map(word -> new PetitionView.Topic(word.code(), word.label(), word.competent(), word.source().citation(),
                word.source().verified())).toList(), consent(ref));
    }

    /** Sent again with the same key and words it answers the same and takes nothing in: the receipt follows from them. */
    public PetitionView.Sent send(UUID unit, PetitionCommand.Submit command, String key) {
        UnitRef ref = living(unit);
        String receipt = key == null ? random() : letters(vault.blindIndex("petition-key", String.join("\u001f", key, unit.toString(), command.topic(),
                command.subject(), command.content(), String.valueOf(command.name()), String.valueOf(command.contact()))));
        byte[] index = present(receipt);
        PetitionView.Progress before = byIndex(index);
        if (before == null) {
            boolean isKnown = !command.anonymous();
            PetitionView.Consent shown = consent(ref);
            refuseWithoutConsent(command, shown);
            UUID member = isKnown && caller.is(Roles.MEMBER) ? caller.member() : null;
            PetitionCommand.Sender sender = isKnown ? new PetitionCommand.Sender(command.name(), command.contact(), member) : null;
            petitions.enter(Ids.next(), ref, new PetitionCommand.Receive(ref.id(), null, own.today(ref), "online", command.topic(), command.subject(),
                    command.content(), isKnown ? "person" : "anonymous", null, sender), new PetitionService.Origin(index,
                    isKnown ? shown.textVersion() : null, isKnown ? Language.current().getLanguage() : null, isKnown ? clock.instant() : null, "sender"));
            before = byIndex(index);
        }
        return new PetitionView.Sent(receipt.replaceAll("(....)(?!$)", "$1-"), ref.name(), before.receivedOn(), before.routeDue(), before.answerDue());
    }

    /** By the code of a receipt. */
    public PetitionView.Progress read(PetitionCommand.ByReceipt command) {
        PetitionView.Progress found = byIndex(present(normal(command.receipt())));
        if (found == null) {
            throw Problem.notFound("petition");
        }
        return found;
    }

    /** What one's own petitions are narrowed by: they are where they were routed. */
    public static class Filter extends OwnFilter {

        @QueryParam("state")
        @Pattern(regexp = PetitionCommand.STATE)
        public String state;

        @QueryParam("topic")
        @Pattern(regexp = PetitionCommand.CODE)
        public String topic;
    }

    /** Those that the member of the token has sent, wherever they are. */
    public Page<PetitionView.Progress> mine(Filter filter, PageRequest page) {
        UUID member = caller.ownMember();
        present("", member.toString());
        Cursor after = page.after(1);
        return Page.cut(Sql.of(PROGRESS + " p.member_id = ?", member).given(filter.state, "AND p.state = ?").given(filter.topic, "AND p.topic = ?")
                .given(filter.year, "AND p.year = ?").given(filter.words(), "AND doanket.search_form(p.subject) LIKE ?").given(after == null
                ? null : after.uuid(0), "AND p.id < ?")
                .add("ORDER BY p.id DESC LIMIT ?", page.limit + 1).list(dataSource, PetitionView.Progress::of), page.limit, row -> Cursor.of(row.id()));
    }

    private void refuseWithoutConsent(PetitionCommand.Submit command, PetitionView.Consent shown) {
        if (command.anonymous()) {
            return;
        }
        List<Fault> faults = new ArrayList<>();
        if (command.name() == null || command.name().isBlank()) {
            faults.add(Fault.at("/name", "name-or-anonymous"));
        }
        if (command.consent() == null || !command.consent().given()) {
            faults.add(Fault.at("/consent/given", "petition-consent-not-given"));
        } else if (command.consent().textVersion() != shown.textVersion()) {
            faults.add(Fault.at("/consent/textVersion", "petition-consent-other-text"));
        }
        Problem.refuse(faults);
    }

    private PetitionView.Consent consent(UnitRef unit) {
        PetitionView.Wording inUse = Sql.of("SELECT * FROM petition_consent WHERE jurisdiction = ? AND valid_from <= ? AND cancelled_at IS NULL "
                + "ORDER BY valid_from DESC LIMIT 1", unit.jurisdiction(), own.today(unit)).first(dataSource, PetitionView.Wording::of).orElseThrow();
        return new PetitionView.Consent(inUse.textVersion(), inUse.texts().in(Language.current()));
    }

    private PetitionView.Progress byIndex(byte[] index) {
        return Sql.of(PROGRESS + " p.receipt_index = ?", (Object) index).first(dataSource, PetitionView.Progress::of).orElse(null);
    }

    private UnitRef living(UUID unit) {
        return tree.find(unit).filter(found -> found.existsOn(own.today(found))).orElseThrow(() -> Problem.notFound("unit"));
    }

    /** For this transaction no unit at all, with or without a token: the one petition of the code. */
    private byte[] present(String receipt) {
        byte[] index = vault.blindIndex("petition-receipt", receipt);
        present(HexFormat.of().formatHex(index), "");
        return index;
    }

    private void present(String receipt, String member) {
        Sql.of("SELECT set_config('doanket.scope_from', ?, true), set_config('doanket.scope_to', ?, true), set_config('doanket.petition_receipt', ?, true), "
                + "set_config('doanket.petition_member', ?, true)", NOWHERE, NOWHERE, receipt, member).first(dataSource, row -> true);
    }

    private static String random() {
        byte[] drawn = new byte[LETTERS];
        RANDOM.nextBytes(drawn);
        return letters(drawn);
    }

    /** Of five bits of each byte. */
    private static String letters(byte[] bytes) {
        StringBuilder code = new StringBuilder(LETTERS);
        for (int at = 0; at < LETTERS; at++) {
            code.append(ALPHABET.charAt(bytes[at] & 31));
        }
        return code.toString();
    }

    private static String normal(String typed) {
        return typed.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "").replace('O', '0').replaceAll("[IL]", "1");
    }
}

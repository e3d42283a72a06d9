package org.doanket.membership.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.doanket.membership.charter.CardNumberQueries;
import org.doanket.membership.charter.NationalIdQueries;
import org.doanket.platform.error.Fault;

/** All that is wrong with a file as it is written, apart from the rules of who may join. */
@ApplicationScoped
class MemberFaults {

    private final MemberBatch batch;
    private final MemberProfiles profiles;
    private final NationalIdQueries nationalIds;
    private final CardNumberQueries cardNumbers;

    MemberFaults(MemberBatch batch, MemberProfiles profiles, NationalIdQueries nationalIds, CardNumberQueries cardNumbers) {
        this.batch = batch;
        this.profiles = profiles;
        this.nationalIds = nationalIds;
        this.cardNumbers = cardNumbers;
    }

    /** The numbers that are on record, the national id bare, or null: one that stays is right whatever is taken in by now. */
    record Held(String nationalId, String cardNumber) {

        static final Held NONE = new Held(null, null);

        Held {
            cardNumber = MemberCommand.card(cardNumber);
        }
    }

    /** A file as it is written, and where. */
    record Written(MemberCommand.Change file, Held held, String jurisdiction, LocalDate today) {
    }

    /** What many files have in common, looked up once. */
    private final class Known {

        private final Map<List<Object>, NationalIdQueries.Forms> forms = new HashMap<>();
        private final Map<String, Boolean> categories = new HashMap<>();
        private final Map<List<String>, Boolean> duesKinds = new HashMap<>();
        private Map<String, Set<String>> words;

        boolean isTaken(String nationalId, String jurisdiction, LocalDate today) {
            return forms.computeIfAbsent(List.of(jurisdiction, today), form -> nationalIds.on(jurisdiction, today)).isTaken(NationalIdQueries.bare(nationalId));
        }

        boolean hasCategory(String code) {
            return categories.computeIfAbsent(code, batch::hasCategory);
        }

        boolean hasDuesKind(String jurisdiction, String code) {
            return duesKinds.computeIfAbsent(List.of(jurisdiction, code), kind -> batch.hasDuesKind(jurisdiction, code));
        }

        List<Fault> against(MemberProfile profile) {
            if (profile == null) {
                return List.of();
            }
            words = words == null ? profiles.words() : words;
            return profiles.faults(profile, words);
        }
    }

    List<Fault> of(MemberCommand.Change file, Held held, String jurisdiction, LocalDate today) {
        return of(List.of(new Written(file, held, jurisdiction, today))).get(0);
    }

    /** The same of many at once. @return of each, in their order */
    List<List<Fault>> of(List<Written> files) {
        Known known = new Known();
        return files.stream().map(each -> of(each, known)).toList();
    }

    private List<Fault> of(Written written, Known known) {
        MemberCommand.Change file = written.file();
        String jurisdiction = written.jurisdiction();
        boolean isHeld = filled(file.nationalId()) && NationalIdQueries.bare(file.nationalId()).equals(written.held().nationalId());
        List<Fault> faults = written(isHeld ? null : file.nationalId(), file.phone(), file.birthDate(), file.joinedOn(), file.profile(), jurisdiction,
                written.today(), known);
        if (!Objects.equals(file.cardNumber(), written.held().cardNumber())) {
            faults.addAll(card(file.cardNumber(), jurisdiction, written.today()));
        }
        if (!known.hasCategory(file.category())) {
            faults.add(Fault.at("/category", "unknown-category"));
        }
        if (file.duesKind() != null && !known.hasDuesKind(jurisdiction, file.duesKind())) {
            faults.add(Fault.at("/duesKind", "unknown-dues-kind"));
        }
        return faults;
    }

    List<Fault> of(MemberCommand.Corrections wanted, String jurisdiction, LocalDate today) {
        List<Fault> faults = written(wanted.nationalId(), wanted.phone(), wanted.birthDate(), wanted.joinedOn(), wanted.profile(), jurisdiction, today,
                new Known());
        faults.addAll(card(wanted.cardNumber(), jurisdiction, today));
        return faults;
    }

    private List<Fault> card(String number, String jurisdiction, LocalDate today) {
        return number == null ? List.of() : cardNumbers.refusal(number, jurisdiction, today)
                .map(rule -> List.of(Fault.at("/cardNumber", "bad-card-number", Map.of("rule", rule)))).orElse(List.of());
    }

    private List<Fault> written(String nationalId, String phone, LocalDate birthDate, LocalDate joinedOn, MemberProfile profile, String jurisdiction,
            LocalDate today, Known known) {
        List<Fault> faults = new ArrayList<>();
        if (filled(nationalId) && !known.isTaken(nationalId, jurisdiction, today)) {
            faults.add(Fault.at("/nationalId", "bad-national-id"));
        }
        if (filled(phone) && MemberCommand.Phone.normal(jurisdiction, phone) == null) {
            faults.add(Fault.at("/phone", "bad-phone"));
        }
        if (birthDate != null && !birthDate.isBefore(today)) {
            faults.add(Fault.at("/birthDate", "past"));
        }
        faults.addAll(known.against(profile));
        if (joinedOn != null && joinedOn.isAfter(today)) {
            faults.add(Fault.at("/joinedOn", "past-or-present"));
        }
        return faults;
    }

    List<Fault> of(MemberCommand.ChangeCategory command, String jurisdiction) {
        List<Fault> faults = new ArrayList<>();
        if (!batch.hasCategory(command.category())) {
            faults.add(Fault.at("/category", "unknown-category"));
        }
        if (command.duesKind() != null && !batch.hasDuesKind(jurisdiction, command.duesKind())) {
            faults.add(Fault.at("/duesKind", "unknown-dues-kind"));
        }
        return faults;
    }

    private static boolean filled(String text) {
        return text != null && !text.isBlank();
    }
}

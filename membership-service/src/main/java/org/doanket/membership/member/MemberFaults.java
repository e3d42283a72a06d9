package org.doanket.membership.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    List<Fault> of(MemberCommand.Change file, Held held, String jurisdiction, LocalDate today) {
        boolean isHeld = filled(file.nationalId()) && NationalIdQueries.bare(file.nationalId()).equals(held.nationalId());
        List<Fault> faults = written(isHeld ? null : file.nationalId(), file.phone(), file.birthDate(), file.joinedOn(), file.profile(), jurisdiction, today);
        if (!Objects.equals(file.cardNumber(), held.cardNumber())) {
            faults.addAll(card(file.cardNumber(), jurisdiction, today));
        }
        if (!batch.hasCategory(file.category())) {
            faults.add(Fault.at("/category", "unknown-category"));
        }
        if (file.duesKind() != null && !batch.hasDuesKind(jurisdiction, file.duesKind())) {
            faults.add(Fault.at("/duesKind", "unknown-dues-kind"));
        }
        return faults;
    }

    List<Fault> of(MemberCommand.Corrections wanted, String jurisdiction, LocalDate today) {
        List<Fault> faults = written(wanted.nationalId(), wanted.phone(), wanted.birthDate(), wanted.joinedOn(), wanted.profile(), jurisdiction, today);
        faults.addAll(card(wanted.cardNumber(), jurisdiction, today));
        return faults;
    }

    private List<Fault> card(String number, String jurisdiction, LocalDate today) {
        return number == null ? List.of() : cardNumbers.refusal(number, jurisdiction, today)
                .map(rule -> List.of(Fault.at("/cardNumber", "bad-card-number", Map.of("rule", rule)))).orElse(List.of());
    }

    private List<Fault> written(String nationalId, String phone, LocalDate birthDate, LocalDate joinedOn, MemberProfile profile, String jurisdiction,
            LocalDate today) {
        List<Fault> faults = new ArrayList<>();
        if (filled(nationalId) && !nationalIds.on(jurisdiction, today).isTaken(NationalIdQueries.bare(nationalId))) {
            faults.add(Fault.at("/nationalId", "bad-national-id"));
        }
        if (filled(phone) && MemberCommand.Phone.normal(jurisdiction, phone) == null) {
            faults.add(Fault.at("/phone", "bad-phone"));
        }
        if (birthDate != null && !birthDate.isBefore(today)) {
            faults.add(Fault.at("/birthDate", "past"));
        }
        faults.addAll(profiles.faults(profile));
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

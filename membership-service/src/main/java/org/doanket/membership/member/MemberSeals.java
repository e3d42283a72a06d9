package org.doanket.membership.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.doanket.membership.charter.NationalIdQueries;
import org.doanket.platform.security.FieldVault;

/** Seals what is sensitive in a file, and says what it is found by. */
@ApplicationScoped
class MemberSeals {

    private final FieldVault vault;

    MemberSeals(FieldVault vault) {
        this.vault = vault;
    }

    Member.Sealed nationalId(FieldVault.Key key, UUID id, String text) {
        return seal(key, "national-id", MemberService.nationalIdPlace(id), text, NationalIdQueries::bare, plain -> null);
    }

    /** Null where there is none. */
    byte[] nationalIdIndex(String text) {
        return text == null || text.isBlank() ? null : vault.blindIndex("national-id", NationalIdQueries.bare(text));
    }

    Member.Sealed phone(FieldVault.Key key, UUID id, String text, String jurisdiction) {
        return seal(key, "phone", MemberService.phonePlace(id), text, plain -> MemberCommand.Phone.normal(jurisdiction, plain), plain -> PhoneEnd.of(vault, plain));
    }

    private Member.Sealed seal(FieldVault.Key key, String kind, String place, String text, UnaryOperator<String> normal,
            Function<String, byte[]> end) {
        if (text == null || text.isBlank()) {
            return Member.Sealed.NONE;
        }
        String plain = normal.apply(text);
        return new Member.Sealed(key.seal(place, plain), vault.blindIndex(kind, plain), end.apply(plain));
    }
}

package org.doanket.membership.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.doanket.membership.application.ApplicationCommand.Person;
import org.doanket.membership.charter.NationalIdQueries;
import org.doanket.platform.security.FieldVault;

/** Who applies, sealed whole under a key of that application alone; found again by the blind index that members have too. */
@ApplicationScoped
class ApplicantVault {

    private final FieldVault vault;
    private final ObjectMapper json;

    ApplicantVault(FieldVault vault, ObjectMapper json) {
        this.vault = vault;
        this.json = json;
    }

    record Sealed(byte[] key, byte[] person, byte[] index) {
    }

    Sealed seal(UUID application, Person person) {
        FieldVault.Key key = vault.newKey();
        String nationalId = ApplicationRules.filled(person.nationalId()) ? NationalIdQueries.bare(person.nationalId()) : null;
        return new Sealed(key.wrapped(), key.seal(place(application), written(person)),
                nationalId == null ? null : vault.blindIndex("national-id", nationalId));
    }

    /** Null where the application was emptied. */
    Person open(UUID application, byte[] key, byte[] person) {
        return key == null ? null : read(vault.key(key).openText(place(application), person));
    }

    private static String place(UUID application) {
        return "application.person:" + application;
    }

    private String written(Person person) {
        try {
            return json.writeValueAsString(person);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private Person read(String text) {
        try {
            return json.readValue(text, Person.class);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}

package org.doanket.platform.security;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Seals sensitive fields with AES-256-GCM under a key per person, itself wrapped by the installation's key; looks them up
 * by a blind index (HMAC-SHA-256 under a key of its own). Losing the person's key is forgetting the person.
 */
@ApplicationScoped
public class FieldVault {

    private static final int KEY_BYTES = 32;
    private static final byte[] NONE = {};
    private static final String CIPHER_ALGORITHM = "AES/GCM/NoPadding";
    private static final String MAC_ALGORITHM = "HmacSHA256";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    // Finding an algorithm among the providers costs more than sealing a field with it; an import seals millions.
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(FieldVault::cipher);
    private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(FieldVault::mac);

    private final byte[] fieldKey;
    private final SecretKeySpec indexKey;

    /** Optional to the container alone: a migration runs without keys, for whoever may change tables must not open what is sealed. */
    @Inject
    FieldVault(@ConfigProperty(name = "doanket.field-key") Optional<String> fieldKey,
            @ConfigProperty(name = "doanket.index-key") Optional<String> indexKey) {
        this.fieldKey = key(fieldKey, "DOANKET_FIELD_KEY");
        this.indexKey = new SecretKeySpec(key(indexKey, "DOANKET_INDEX_KEY"), MAC_ALGORITHM);
    }

    /** Being called is the check, for it makes this bean: a service without keys ends at its start, not at its first member. */
    void check(@Observes StartupEvent event) {
    }

    /** A new key, open for use: for whoever seals several fields of one person. */
    public Key newKey() {
        byte[] raw = new byte[KEY_BYTES];
        RANDOM.nextBytes(raw);
        return new Key(raw, encrypt(fieldKey, raw, "person-key"));
    }

    /** A kept key, open for use. */
    public Key key(byte[] wrapped) {
        return new Key(unwrap(wrapped), wrapped);
    }

    /** One person's key, unwrapped once for all their fields. Lives as long as the work at hand, and is kept nowhere. */
    public static final class Key {

        private final byte[] raw;
        private final byte[] wrapped;

        private Key(byte[] raw, byte[] wrapped) {
            this.raw = raw;
            this.wrapped = wrapped;
        }

        /** What is kept. */
        public byte[] wrapped() {
            return wrapped.clone();
        }

        /** @param place table, column and row, as for {@link FieldVault#seal} */
        public byte[] seal(String place, String value) {
            return value == null ? null : seal(place, value.getBytes(StandardCharsets.UTF_8));
        }

        public byte[] seal(String place, byte[] value) {
            return encrypt(raw, value, place);
        }

        public String openText(String place, byte[] sealed) {
            return sealed == null ? null : new String(open(place, sealed), StandardCharsets.UTF_8);
        }

        public byte[] open(String place, byte[] sealed) {
            return decrypt(raw, sealed, place);
        }
    }

    /** A new person's key, wrapped: what {@code person_key.wrapped} holds. */
    public byte[] newPersonKey() {
        return newKey().wrapped();
    }

    /**
     * @param place table, column and row ("member.national_id:&lt;id&gt;"): a sealed value moved elsewhere does not open
     */
    public byte[] seal(byte[] wrappedKey, String place, String value) {
        return key(wrappedKey).seal(place, value);
    }

    /** @throws IllegalStateException when the key, the place or the bytes are not those of {@link #seal} */
    public String open(byte[] wrappedKey, String place, byte[] sealed) {
        return key(wrappedKey).openText(place, sealed);
    }

    /** Equal values give equal indexes; nothing of the value can be read from it without the key. */
    public byte[] blindIndex(String kind, String value) {
        try {
            Mac mac = MAC.get();
            mac.init(indexKey);
            return mac.doFinal((kind + '\u001f' + value).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    private byte[] unwrap(byte[] wrappedKey) {
        return decrypt(fieldKey, wrappedKey, "person-key");
    }

    private static byte[] encrypt(byte[] key, byte[] plain, String place) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, key, nonce, plain, place);
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    }

    private static byte[] decrypt(byte[] key, byte[] bytes, String place) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        byte[] sealed = new byte[buffer.remaining()];
        buffer.get(sealed);
        return run(Cipher.DECRYPT_MODE, key, nonce, sealed, place);
    }

    private static byte[] run(int mode, byte[] key, byte[] nonce, byte[] input, String place) {
        try {
            Cipher cipher = CIPHER.get();
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException notOurs) {
            throw new IllegalStateException("a sealed value does not open at " + place.replaceAll(":.*", ""), notOurs);
        }
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance(CIPHER_ALGORITHM);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static Mac mac() {
        try {
            return Mac.getInstance(MAC_ALGORITHM);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static byte[] key(Optional<String> base64, String name) {
        byte[] key = base64.map(text -> Base64.getDecoder().decode(text.strip())).orElse(NONE);
        if (key.length != KEY_BYTES) {
            throw new IllegalStateException(name + " must be " + KEY_BYTES + " bytes in base64");
        }
        return key;
    }
}

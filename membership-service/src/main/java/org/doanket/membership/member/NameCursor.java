package org.doanket.membership.member;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.FieldVault;

/** The name at which a page ends, sealed: a cursor goes into addresses, and these into everybody's logs. */
final class NameCursor {

    private static final String PLACE = "member.cursor";

    private NameCursor() {
    }

    static String seal(FieldVault vault, String name) {
        FieldVault.Key key = vault.newKey();
        byte[] wrapped = key.wrapped();
        byte[] sealed = key.seal(PLACE, name);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(ByteBuffer.allocate(1 + wrapped.length + sealed.length).put((byte) wrapped.length)
                .put(wrapped).put(sealed).array());
    }

    /** @throws Problem 400 where it is none of ours */
    static String open(FieldVault vault, String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            byte[] wrapped = new byte[Math.max(0, bytes.get())];
            bytes.get(wrapped);
            byte[] sealed = new byte[bytes.remaining()];
            bytes.get(sealed);
            return vault.key(wrapped).openText(PLACE, sealed);
        } catch (RuntimeException notOurs) {
            throw Problem.malformed(Fault.at("?cursor", "bad-cursor"));
        }
    }
}

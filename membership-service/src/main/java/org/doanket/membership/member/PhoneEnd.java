package org.doanket.membership.member;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.doanket.platform.security.FieldVault;

/**
 * The last digits of a telephone number as a blind index. No more than six: an end stands in an address, where a whole number has no
 * business, and six find one member among a million.
 */
final class PhoneEnd {

    static final String DIGITS = "[0-9]{4,6}";
    private static final int SHORTEST = 4;
    private static final int LONGEST = 6;
    private static final int BYTES_EACH = 6;
    private static final int BYTES = (LONGEST - SHORTEST + 1) * BYTES_EACH;

    private PhoneEnd() {
    }

    /** What is kept beside a number. @param phone normal, or any end of it; null stays null */
    static byte[] of(FieldVault vault, String phone) {
        if (phone == null) {
            return null;
        }
        ByteBuffer index = ByteBuffer.allocate(BYTES);
        for (int digits = SHORTEST; digits <= Math.min(LONGEST, phone.length()); digits++) {
            index.put(vault.blindIndex("phone-end", phone.substring(phone.length() - digits)), 0, BYTES_EACH);
        }
        return Arrays.copyOf(index.array(), index.position());
    }

    /** The last of those that begin with this, for a range of them. */
    static byte[] last(byte[] beginning) {
        byte[] last = Arrays.copyOf(beginning, BYTES);
        Arrays.fill(last, beginning.length, BYTES, (byte) 0xff);
        return last;
    }
}

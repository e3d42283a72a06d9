package org.doanket.gateway.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A request that is answered here, with a problem; thrown by any check on its way in. */
public final class Refusal extends RuntimeException {

    private final int status;
    private final String code;
    private final transient Object[] args;
    private final transient List<Map.Entry<String, String>> headers = new ArrayList<>(2);

    public Refusal(int status, String code, Object... args) {
        super(code, null, false, false);
        this.status = status;
        this.code = code;
        this.args = args;
    }

    public static Refusal malformed(String what) {
        return new Refusal(400, "malformed", what);
    }

    public static Refusal unauthenticated(String why) {
        return new Refusal(401, "unauthenticated", why).with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    public static Refusal noSuchAddress() {
        return new Refusal(404, "no-such-address");
    }

    /** What went wrong elsewhere: passed on if it is a refusal already, and thrown as it is if it is not. */
    public static RuntimeException of(Throwable cause) {
        return cause instanceof RuntimeException already ? already : new IllegalStateException(cause);
    }

    /** @param seconds after which another try makes sense */
    public static Refusal later(int status, String code, long seconds, Object... args) {
        return new Refusal(status, code, args).with("Retry-After", Long.toString(Math.max(1, seconds)));
    }

    public Refusal with(String header, String value) {
        headers.add(Map.entry(header, value));
        return this;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Object[] args() {
        return args.clone();
    }

    public List<Map.Entry<String, String>> headers() {
        return List.copyOf(headers);
    }
}

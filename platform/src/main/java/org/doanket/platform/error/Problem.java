package org.doanket.platform.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal that a person can act on; becomes {@code application/problem+json} (RFC 9457). Its texts are
 * {@code problem.<code>.title} and {@code problem.<code>.detail}.
 */
public final class Problem extends RuntimeException {

    private final int status;
    private final String code;
    private final String rule;
    private final transient List<Fault> faults;
    private final transient Object[] args;
    private final transient Map<String, Object> members = new LinkedHashMap<>();

    public Problem(int status, String code, Object... args) {
        this(status, code, null, List.of(), args);
    }

    private Problem(int status, String code, String rule, List<Fault> faults, Object... args) {
        super(code, null, false, false);
        this.status = status;
        this.code = code;
        this.rule = rule;
        this.faults = List.copyOf(faults);
        this.args = args;
    }

    /** 404, for what does not exist and equally for what lies outside the caller's scope. */
    public static Problem notFound(String what) {
        return new Problem(404, "not-found", what);
    }

    /** 403: the caller is known and may not. */
    public static Problem forbidden(String code, Object... args) {
        return new Problem(403, code, args);
    }

    /** 409: the request is good, the state it meets is not. */
    public static Problem conflict(String code, Object... args) {
        return new Problem(409, code, args);
    }

    /** 422: well formed, but against a rule of the trade. @param rule the citation, such as a decision and its article */
    public static Problem rule(String code, String rule, Object... args) {
        return new Problem(422, code, rule, List.of(), args);
    }

    /** 422 with every fault found. */
    public static Problem invalid(List<Fault> faults) {
        return new Problem(422, "invalid", null, faults);
    }

    /** @throws Problem 422 where there is any fault */
    public static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw invalid(faults);
        }
    }

    /** 400: cannot be read as what was asked for. */
    public static Problem malformed(Fault... faults) {
        return malformed(List.of(faults));
    }

    public static Problem malformed(List<Fault> faults) {
        return new Problem(400, "malformed", null, faults);
    }

    /** An extension member (RFC 9457, 3.2): what the client needs besides the texts to decide what to do now. */
    public Problem with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    public Map<String, Object> members() {
        return Collections.unmodifiableMap(members);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String rule() {
        return rule;
    }

    public List<Fault> faults() {
        return faults;
    }

    public Object[] args() {
        return args.clone();
    }
}

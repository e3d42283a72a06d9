package org.doanket.servicemap.request;

import java.util.Map;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;

final class RequestProblems {

    private RequestProblems() {
    }

    static Problem notFrom(String state) {
        return Problem.conflict("request-step-not-from", state);
    }

    static Problem noPlace() {
        return Problem.malformed(Fault.at("/administrativeUnit", "no-place"));
    }

    static Problem unknownPlace(String pointer) {
        return Problem.malformed(Fault.at(pointer, "unknown-place"));
    }

    static Problem unknownKind(String code) {
        return Problem.malformed(Fault.at("/kind", "unknown-code", Map.of("code", code)));
    }

    static Problem notForwardable() {
        return new Problem(422, "request-unit-unfit");
    }

    static Problem unreadable() {
        return new Problem(422, "attachment-content");
    }

    static Problem tooMany(int most) {
        return new Problem(422, "too-many-attachments", most);
    }

    static Problem ratedAlready() {
        return Problem.conflict("request-rated-already");
    }
}

package org.doanket.platform.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;

/** Something that is going on, from its beginning to {@link #end}. What is said of it may be read by whoever reads traces: routes, kinds and outcomes, never persons. */
public final class OpenSpan {

    private final Span span;
    private final String given;

    /** @param span null where traces are off; then the trace is the one that was given */
    OpenSpan(Span span, String given) {
        this.span = span;
        this.given = given;
    }

    /** For what is done below this: its parent is this span. Null where traces are off and none was given. */
    public String traceparent() {
        if (span == null) {
            return given;
        }
        SpanContext own = span.getSpanContext();
        return Traceparent.of(own.getTraceId(), own.getSpanId(), own.getTraceFlags().asHex());
    }

    public OpenSpan called(String name) {
        if (span != null) {
            span.updateName(name);
        }
        return this;
    }

    public OpenSpan with(String attribute, String value) {
        if (span != null && value != null) {
            span.setAttribute(attribute, value);
        }
        return this;
    }

    public OpenSpan with(String attribute, long value) {
        if (span != null) {
            span.setAttribute(attribute, value);
        }
        return this;
    }

    /** By what was answered: 500 and above is a fault of ours, anything less is whoever asked. */
    public OpenSpan answered(int status) {
        with("http.response.status_code", status);
        return status >= 500 ? failed(Integer.toString(status)) : this;
    }

    /** @param what a word or the name of a class: messages of failures quote what they are about */
    public OpenSpan failed(String what) {
        if (span != null) {
            span.setAttribute("error.type", what).setStatus(StatusCode.ERROR);
        }
        return this;
    }

    /** Whatever comes after its first end is not of it. */
    public void end() {
        if (span != null && span.isRecording()) {
            span.end();
        }
    }
}

package org.doanket.platform.error;

import jakarta.inject.Inject;
import jakarta.validation.Validator;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Names the faults of form and of content of a JSON body together, before any resource sees it. */
@Provider
class BodyReader implements ReaderInterceptor {

    private final Validator validator;

    @Inject
    BodyReader(Validator validator) {
        this.validator = validator;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        MediaType type = context.getMediaType();
        if (type == null || !type.getSubtype().endsWith("json")) {
            return context.proceed();
        }
        JsonFaults.begin();
        Object body = null;
        List<Fault> faults;
        try {
            body = context.proceed();
        } finally {
            faults = JsonFaults.end();
        }
        if (faults.isEmpty()) {
            return body;
        }
        List<Fault> all = new ArrayList<>(faults);
        if (body != null) {
            // A field that could not be read is null by now: do not call it missing as well.
            Violations.faults(validator.validate(body)).stream()
                    .filter(fault -> faults.stream().noneMatch(known -> known.pointer().equals(fault.pointer())))
                    .forEach(all::add);
        }
        throw Problem.malformed(all);
    }
}

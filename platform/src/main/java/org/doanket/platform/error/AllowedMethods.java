package org.doanket.platform.error;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which methods an address knows, for the {@code Allow} that a 405 must bear (RFC 9110, 15.5.6) and the framework leaves out, and for OPTIONS. Read from the
 * resources when the first is asked for.
 */
@ApplicationScoped
class AllowedMethods {

    private static final Pattern PLACE = Pattern.compile("\\{\\s*[\\w.-]+\\s*(?::((?:[^{}]|\\{[^{}]*})*))?}");

    /** @param address what the path of its operations looks like */
    private record Endpoint(Pattern address, String method) {
    }

    private final BeanManager beans;
    private final String root;
    private volatile List<Endpoint> endpoints;

    AllowedMethods(BeanManager beans, @ConfigProperty(name = "quarkus.rest.path", defaultValue = "/") String root) {
        this.beans = beans;
        this.root = trimmed(root);
    }

    /** @param path as it was asked for; @return none where there is no such address */
    Set<String> at(String path) {
        if (endpoints == null) {
            endpoints = read();
        }
        String plain = trimmed(path);
        Set<String> methods = new TreeSet<>();
        endpoints.stream().filter(endpoint -> endpoint.address().matcher(plain).matches()).map(Endpoint::method).forEach(methods::add);
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return methods;
    }

    private List<Endpoint> read() {
        List<Endpoint> found = new ArrayList<>();
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Path resource = bean.getBeanClass().getAnnotation(Path.class);
            if (resource != null) {
                for (Method each : bean.getBeanClass().getMethods()) {
                    Path own = each.getAnnotation(Path.class);
                    String template = trimmed(root + "/" + trimmed(trimmed(resource.value()) + "/" + trimmed(own == null ? "" : own.value())));
                    for (Annotation annotation : each.getAnnotations()) {
                        HttpMethod method = annotation.annotationType().getAnnotation(HttpMethod.class);
                        if (method != null) {
                            found.add(new Endpoint(address(template), method.value()));
                        }
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    /** {@code notes/{id}} as an expression. */
    private static Pattern address(String template) {
        StringBuilder expression = new StringBuilder();
        Matcher place = PLACE.matcher(template);
        int from = 0;
        while (place.find()) {
            expression.append(Pattern.quote(template.substring(from, place.start())))
                    .append("(?:").append(place.group(1) == null ? "[^/]+" : place.group(1).strip()).append(')');
            from = place.end();
        }
        return Pattern.compile(expression.append(Pattern.quote(template.substring(from))).toString());
    }

    private static String trimmed(String path) {
        return path.replaceAll("^/+|/+$", "");
    }
}

package org.doanket.platform.error;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Bean Validation's findings as faults with JSON pointers. */
final class Violations {

    private Violations() {
    }

    static List<Fault> faults(Collection<? extends ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(violation -> Fault.at(pointer(violation), code(violation),
                        violation.getConstraintDescriptor().getAttributes()))
                .sorted(Comparator.comparing(Fault::pointer).thenComparing(Fault::code))
                .toList();
    }

    /** {@code NotBlank} becomes {@code not-blank}. */
    private static String code(ConstraintViolation<?> violation) {
        String name = violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
    }

    private static String pointer(ConstraintViolation<?> violation) {
        StringBuilder pointer = new StringBuilder();
        String parameter = "";
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.METHOD || node.getKind() == ElementKind.CONSTRUCTOR) {
                continue;
            }
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = node.getName();
                continue;
            }
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.getKey() != null) {
                pointer.append('/').append(node.getKey());
            }
            if (node.getName() != null && !node.getName().startsWith("<")) {
                pointer.append('/').append(node.getName());
            }
        }
        if (pointer.isEmpty() && !parameter.isEmpty()) {
            return "?" + parameter;
        }
        return isQueryParameter(violation, pointer) ? "?" + pointer.substring(1) : pointer.toString();
    }

    private static boolean isQueryParameter(ConstraintViolation<?> violation, StringBuilder pointer) {
        if (violation.getLeafBean() == null || pointer.isEmpty()) {
            return false;
        }
        try {
            return violation.getLeafBean().getClass().getField(pointer.substring(1)).isAnnotationPresent(QueryParam.class);
        } catch (NoSuchFieldException aBody) {
            return false;
        }
    }
}

package org.doanket.finance;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.doanket.platform.money.Money;
import org.doanket.platform.money.Ratio;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sheet.Sheets;

/** Work lists as sheets, to be taken along: a column for each field of a row, two for money; read page by page, so that no list is too long. */
@ApplicationScoped
public class ListSheet {

    private static final int PAGE = 200;

    private final AuditTrail audit;

    ListSheet(AuditTrail audit) {
        this.audit = audit;
    }

    /** Whole, and noted on the audit trail: it leaves the house. @param pages the list from where a page begins, in the scope of the caller */
    @Transactional
    public <T extends Record> Response of(HttpHeaders headers, String name, UnitScope range, Class<T> kind, Function<PageRequest, Page<T>> pages) {
        audit.record("list-exported", name, range.unit(), range.unit(), null);
        String type = Sheets.wanted(headers).orElse(SheetWriter.CSV);
        List<RecordComponent> fields = Arrays.stream(kind.getRecordComponents())
                .filter(field -> !field.getAccessor().isAnnotationPresent(JsonIgnore.class)).toList();
        return Sheets.answer(type, name, out -> {
            try (SheetWriter sheet = SheetWriter.of(type, out, name)) {
                sheet.row(fields.stream().flatMap(field -> headings(field).stream()).toArray());
                PageRequest page = new PageRequest();
                page.limit = PAGE;
                do {
                    Page<T> found = pages.apply(page);
                    for (T row : found.items()) {
                        sheet.row(cells(fields, row));
                    }
                    page.cursor = found.next();
                } while (page.cursor != null);
            }
        });
    }

    private static List<String> headings(RecordComponent field) {
        String words = field.getName().replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return field.getType() == Money.class ? List.of(words, words + " currency") : List.of(words);
    }

    private static Object[] cells(List<RecordComponent> fields, Record row) {
        List<Object> cells = new ArrayList<>();
        for (RecordComponent field : fields) {
            Object value = value(field, row);
            if (field.getType() == Money.class) {
                cells.add(value == null ? null : ((Money) value).amount());
                cells.add(value == null ? null : ((Money) value).currency());
            } else {
                cells.add(value == null || value instanceof Number || value instanceof LocalDate ? value : text(value));
            }
        }
        return cells.toArray();
    }

    /** What is itself a record or a list of such stands in one cell. */
    private static String text(Object value) {
        if (value instanceof Money money) {
            return money.amount() + " " + money.currency();
        }
        if (value instanceof Ratio ratio) {
            return ratio.numerator() + "/" + ratio.denominator();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ListSheet::text).collect(Collectors.joining("; "));
        }
        if (value instanceof Record record) {
            return Arrays.stream(record.getClass().getRecordComponents()).filter(field -> !field.getAccessor().isAnnotationPresent(JsonIgnore.class))
                    .map(field -> value(field, record)).filter(part -> part != null).map(ListSheet::text).collect(Collectors.joining(" "));
        }
        return value.toString();
    }

    private static Object value(RecordComponent field, Record of) {
        try {
            return field.getAccessor().invoke(of);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package org.doanket.membership.me;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.doanket.platform.sheet.SheetWriter;

/** An export as one sheet that holds records of any shape: section, number, field, value. */
final class OwnExport {

    private OwnExport() {
    }

    static void write(OwnFileView.Export export, OutputStream out) throws IOException {
        try (SheetWriter sheet = SheetWriter.xlsx(out, "export")) {
            sheet.row("section", "number", "field", "value");
            for (Map.Entry<String, List<JsonNode>> section : export.sections().entrySet()) {
                int number = 0;
                for (JsonNode entry : section.getValue()) {
                    number++;
                    for (Map.Entry<String, JsonNode> field : entry.properties()) {
                        if (!field.getValue().isNull()) {
                            JsonNode value = field.getValue();
                            sheet.row(section.getKey(), number, field.getKey(), value.isValueNode() ? value.asText() : value.toString());
                        }
                    }
                }
            }
        }
    }
}

package org.doanket.membership.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.doanket.membership.consent.ConsentView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What somebody is shown who has an invitation's code.
 *
 * @param isOpen     whether an application would be taken today
 * @param fields     what is asked
 * @param categories that this unit takes
 * @param posts      that are asked for: by some of them nobody is a member
 * @param consent    its text as it must be shown; nothing is agreed to beforehand
 */
@Schema(name = "PublicApplicationForm")
public record ApplicationFormView(String unitName, String jurisdiction, LocalDate opensOn, LocalDate closesOn, boolean isOpen, List<Field> fields,
        List<Category> categories, List<Post> posts, ConsentView.Wording consent) {

    /** @param required always; of the national id: unless the category is foreign */
    @Schema(name = "PublicApplicationField")
    public record Field(String name, String label, boolean required, int longest) {
    }

    @Schema(name = "PublicApplicationCategory")
    public record Category(String code, String name) {
    }

    @Schema(name = "PublicApplicationPost")
    public record Post(String code, String name) {
    }

    /** @param receipt the code by which the applicant asks for his own application: shown this once, kept nowhere in the clear */
    @Schema(name = "ApplicationReceipt")
    public record Receipt(String receipt, String unitName, LocalDate receivedOn, LocalDate answerDue) {
        @Override
        public String toString() {
            return "Receipt[…]";
        }
    }

    /**
     * How far it is. It never says whether the person is in the register.
     *
     * @param faultyFields to be put right, where it was returned
     * @param rule         by which it was refused
     */
    @Schema(name = "ApplicationProgress")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Progress(String state, String unitName, LocalDate receivedOn, LocalDate answerDue, List<String> faultyFields, String reason,
            String rule, String decisionNumber, LocalDate decisionDate) {

        static Progress of(ResultSet row) throws SQLException {
            return new Progress(row.getString("state"), row.getString("unit_name"), row.getObject("received_on", LocalDate.class),
                    row.getObject("answer_due", LocalDate.class), List.of((String[]) row.getArray("faulty_fields").getArray()),
                    row.getString("reason"), row.getString("rule"), row.getString("decision_number"),
                    row.getObject("decision_date", LocalDate.class));
        }
    }
}

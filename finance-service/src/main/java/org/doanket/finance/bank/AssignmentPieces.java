package org.doanket.finance.bank;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.finance.bank.AssignmentQueries.Found;
import org.doanket.finance.bank.BankCommand.LineAssignment;
import org.doanket.finance.bank.BankCommand.Part;
import org.doanket.finance.fund.FundReceiptService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;

/** What of each line is to pay what, and all that is wrong with it. */
final class AssignmentPieces {

    /** One part of one line, and where it stands in what was asked. @param employer who is to have paid all of the line, or null */
    record Asked(int assignment, int number, String pointer, UUID line, Part part, UUID employer) {
    }

    record Booked(UUID line, UUID unit) {
    }

    private static final String WHOLE = "/assignments/0/to";

    private final List<Asked> asked;
    private final List<Found> found;
    private final List<Fault> faults = new ArrayList<>();
    private final ArrayNode pieces = JsonNodeFactory.instance.arrayNode();
    private final List<FundReceiptService.Line> employers = new ArrayList<>();
    private final Map<Long, Booked> booked = new LinkedHashMap<>();

    private AssignmentPieces(List<Asked> asked, List<Found> found) {
        this.asked = asked;
        this.found = found;
    }

    static List<Asked> asked(List<LineAssignment> assignments) {
        List<Asked> all = new ArrayList<>();
        for (int i = 0; i < assignments.size(); i++) {
            LineAssignment each = assignments.get(i);
            List<Part> parts = each.to().all();
            for (int j = 0; j < parts.size(); j++) {
                String pointer = "/assignments/" + i + "/to" + (each.to().parts() == null ? "" : "/parts/" + j);
                all.add(new Asked(i, j, pointer, each.line(), parts.get(j), each.to().employer()));
            }
        }
        return all;
    }

    /** What is to be looked up. */
    static String json(List<Asked> asked) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < asked.size(); i++) {
            Asked each = asked.get(i);
            rows.addObject().put("place", i).put("line", each.line().toString()).put("request", text(each.part().paymentRequest()))
                    .put("member", text(each.part().member())).put("code", each.part().memberCode()).put("employer", text(each.employer()))
                    .put("fund", isFund(each) ? each.part().month().atDay(1).toString() : null);
        }
        return rows.toString();
    }

    private static boolean isFund(Asked asked) {
        return asked.part().month() != null && "fund".equals(asked.part().stream());
    }

    static AssignmentPieces of(List<Asked> asked, List<Found> found) {
        AssignmentPieces pieces = new AssignmentPieces(asked, found);
        Set<UUID> seen = new HashSet<>();
        for (int begin = 0, end; begin < asked.size(); begin = end) {
            end = begin + 1;
            while (end < asked.size() && asked.get(end).assignment() == asked.get(begin).assignment()) {
                end++;
            }
            if (!seen.add(asked.get(begin).line())) {
                pieces.fault(begin, "/line", "line-twice");
            } else if (pieces.isLineFree(begin)) {
                pieces.take(begin, end);
            }
        }
        return pieces;
    }

    private boolean isLineFree(int place) {
        Found line = found.get(place);
        if (line.line() == null) {
            return fault(place, "/line", "line-unknown");
        }
        if (line.amount() < 0) {
            return fault(place, "/line", "line-is-debit");
        }
        if (!line.currency().equals(line.own())) {
            // Dues and fund are owed in one currency: cents would pay dong, one for one.
            return fault(place, "/line", "line-other-currency");
        }
        return !line.isSettled() || fault(place, "/line", "line-assigned-already");
    }

    /** The parts of one line. One without an amount takes what the others leave. */
    private void take(int begin, int end) {
        long given = 0;
        int open = 0;
        for (int i = begin; i < end; i++) {
            Part part = asked.get(i).part();
            checkTarget(i, part);
            if (part.amount() == null) {
                open++;
            } else if (!part.amount().currency().equals(found.get(i).currency()) || part.amount().amount() <= 0
                    || part.amount().amount() > StatementLine.MOST) {
                fault(i, "/amount", "part-amount");
            } else {
                given += part.amount().amount();
            }
        }
        long rest = found.get(begin).amount() - given;
        if (open > 1 || open == 1 && rest <= 0 || open == 0 && rest != 0) {
            faults.add(Fault.at("/assignments/" + asked.get(begin).assignment() + "/to/parts", "parts-differ",
                    Map.of("line", found.get(begin).amount(), "parts", given)));
        }
        for (int i = begin; i < end; i++) {
            add(i, rest);
        }
    }

    private void add(int place, long rest) {
        Asked each = asked.get(place);
        Found line = found.get(place);
        Part part = each.part();
        booked.put(line.line(), new Booked(each.line(), line.unit()));
        if (each.employer() != null) {
            employers.add(new FundReceiptService.Line(line.line(), line.employer() == null ? 0 : line.employer(), line.unit(), line.amount(),
                    line.currency(), line.day(), null));
            return;
        }
        pieces.addObject().put("line_no", line.line()).put("part", each.number()).put("unit_id", line.unit().toString())
                .put("currency", line.currency()).put("amount", part.amount() == null ? rest : part.amount().amount())
                .put("request_id", text(part.paymentRequest())).put("month", part.month() == null ? null : part.month().atDay(1).toString())
                .put("stream", part.month() == null ? null : part.stream() == null ? "dues" : part.stream()).put("member_no", line.member())
                .put("how", "hand");
    }

    private void checkTarget(int place, Part part) {
        Found it = found.get(place);
        if (asked.get(place).employer() != null) {
            if (it.employer() == null) {
                fault(place, "/employer", "employer-unknown");
            } else if (!it.unit().equals(it.collector())) {
                fault(place, "/employer", "employer-elsewhere");
            }
        } else if (part.paymentRequest() != null) {
            if (it.requestUnit() == null) {
                fault(place, "/paymentRequest", "request-unknown");
            } else if (!it.requestUnit().equals(it.unit()) || !it.requestCurrency().equals(it.currency())) {
                fault(place, "/paymentRequest", "request-elsewhere");
            } else if (it.isCancelled()) {
                fault(place, "/paymentRequest", "request-cancelled");
            }
        } else if (it.isDeclared()) {
            fault(place, "/employer", "fund-declared");
        } else if (part.member() != null && it.member() == null) {
            fault(place, "/member", "item-member-unknown");
        } else if (part.memberCode() != null && it.members() != null && it.members() != 1) {
            fault(place, "/memberCode", it.members() == 0 ? "item-member-unknown" : "member-ambiguous");
        }
    }

    private boolean fault(int place, String field, String code) {
        Asked each = asked.get(place);
        String where = field.equals("/line") ? "/assignments/" + each.assignment() : each.pointer();
        faults.add(Fault.at(where + field, code));
        return false;
    }

    /** @throws Problem with every fault of every line */
    void refuseAll() {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    /** Of one line that is known: what can be wrong with it as a whole has a name of its own. */
    void refuseOne(boolean hasParts) {
        if (!faults.isEmpty()) {
            String code = faults.get(0).code();
            throw switch (hasParts && !code.startsWith("line-") ? "list" : code) {
                case "line-assigned-already" -> Problem.conflict(code);
                case "line-is-debit", "line-other-currency" -> new Problem(422, code);
                case "request-unknown" -> Problem.notFound("payment-request");
                case "request-elsewhere" -> new Problem(422, "request-of-another-unit");
                default -> Problem.invalid(faults.stream().map(each -> Fault.at(each.pointer().replace(WHOLE, ""), each.code(),
                        each.places())).toList());
            };
        }
    }

    String json() {
        return pieces.toString();
    }

    /** Those that are to pay an employer's fund, unit by unit. */
    Map<UUID, List<FundReceiptService.Line>> employers() {
        return employers.stream().collect(Collectors.groupingBy(FundReceiptService.Line::unit, TreeMap::new, Collectors.toList()));
    }

    String[] lines() {
        return booked.keySet().stream().map(String::valueOf).toArray(String[]::new);
    }

    List<Booked> booked() {
        return List.copyOf(booked.values());
    }

    private static String text(UUID id) {
        return id == null ? null : id.toString();
    }
}

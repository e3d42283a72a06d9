package org.doanket.finance.payment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.doanket.finance.payment.PaymentCommand.Item;
import org.doanket.finance.payment.PaymentQueries.Owed;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;

/** What each thing of a request costs, and all that is wrong with them. */
final class ItemPrices {

    /** Minor units: above any sum that a firm owes, and low enough that thousands of them still add up. */
    static final long MOST = 10_000_000_000_000L;

    record Priced(LocalDate month, String stream, Long memberNo, long amount) {
    }

    private final List<Item> items;
    private final List<Priced> rows = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    private ItemPrices(List<Item> items) {
        this.items = items;
    }

    /** The items as the database reads them. No personal data but ids. */
    static String asked(List<Item> items) {
        return IntStream.range(0, items.size()).mapToObj(i -> {
            Item item = items.get(i);
            return "{\"line\":" + i + ",\"month\":\"" + item.month().atDay(1) + "\",\"stream\":\"" + (item.isFund() ? "fund" : "dues")
                    + "\",\"member\":"
                    + (item.member() == null ? "null" : "\"" + item.member() + "\"") + "}";
        }).collect(Collectors.joining(",", "[", "]"));
    }

    static ItemPrices of(List<Item> items, List<Owed> owed, String currency) {
        ItemPrices prices = new ItemPrices(items);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            prices.add(i, owed.get(i), currency);
            if (!seen.add(items.get(i).month() + "/" + items.get(i).isFund() + "/" + items.get(i).member())) {
                prices.fault(i, "", "item-twice");
            }
        }
        return prices;
    }

    private void add(int place, Owed owed, String currency) {
        Item item = items.get(place);
        long given = item.amount() == null ? 0 : item.amount().amount();
        long amount = given;
        if (owed.isUnknown()) {
            fault(place, "/member", "item-member-unknown");
        } else if (item.amount() != null && !item.amount().currency().equals(currency)) {
            faults.add(Fault.at(at(place) + "/amount/currency", "item-currency", Map.of("currency", currency)));
        } else if (item.amount() != null && (given <= 0 || given > MOST)) {
            fault(place, "/amount/amount", "item-amount");
        } else if (owed.isDeclared()) {
            fault(place, "/stream", "fund-declared");
        } else if (item.isFund() && item.amount() == null) {
            fault(place, "/amount", "item-amount-missing");
        } else if (!item.isFund()) {
            amount = item.amount() == null ? owed.due() : given;
            if (owed.due() <= 0) {
                fault(place, "", "item-nothing-due");
            } else if (amount > owed.due()) {
                faults.add(Fault.at(at(place) + "/amount/amount", "item-above-due", Map.of("due", owed.due())));
            }
        }
        rows.add(new Priced(item.month().atDay(1), item.isFund() ? "fund" : "dues", owed.memberNo(), amount));
    }

    private void fault(int place, String field, String code) {
        faults.add(Fault.at(at(place) + field, code));
    }

    private static String at(int place) {
        return "/items/" + place;
    }

    /** @throws Problem with every fault of every item */
    void refuseAll() {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    /** As above for a request without a list: there is one thing to be wrong, and it has a name of its own. */
    void refuseOne(String currency) {
        if (!faults.isEmpty()) {
            Fault fault = faults.get(0);
            throw switch (fault.code()) {
                case "item-member-unknown", "item-nothing-due" -> PaymentProblems.nothingDue(items.get(0).month());
                case "item-currency" -> PaymentProblems.wrongCurrency(currency);
                case "item-amount-missing" -> PaymentProblems.amountRequired();
                default -> Problem.invalid(List.of(Fault.at(fault.pointer().replace(at(0), ""), fault.code(), fault.places())));
            };
        }
    }

    List<Priced> rows() {
        return rows;
    }

    long sum() {
        return rows.stream().mapToLong(Priced::amount).sum();
    }

    /** Null where the request is of several members, or of none. */
    Long onlyMember() {
        Long first = rows.get(0).memberNo();
        return rows.stream().allMatch(row -> first != null && first.equals(row.memberNo())) ? first : null;
    }
}

package org.doanket.finance.bank;

import java.io.InputStream;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Currency;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.doanket.platform.error.Problem;
import org.doanket.platform.text.Kept;

/**
 * camt.053 of any version: by the local names of some fifteen elements, whatever the namespace. Streaming; no DTD, no
 * entity from outside. A batch entry gives a line for each transaction that names its own amount.
 */
final class CamtReader {

    private static final int LONGEST_TEXT = 4_000;
    private static final String ENTRY = "Ntry";
    private static final String DETAILS = "TxDtls";

    private final XMLStreamReader xml;
    private final StatementLines lines;
    private final Deque<String> path = new ArrayDeque<>();
    private final Map<String, String> entry = new HashMap<>();
    private final Map<String, String> details = new HashMap<>();
    private final Map<String, String> balance = new HashMap<>();
    private Map<String, String> first = Map.of();
    private String account;
    private BalanceCheck check;
    private Long closing;
    private int detailsWithAmount;
    private long detailed;

    private CamtReader(XMLStreamReader xml, StatementLines lines) {
        this.xml = xml;
        this.lines = lines;
    }

    static void read(InputStream in, StatementLines lines) throws SQLException {
        // The JDK's own: others on the class path have switches of other names.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            CamtReader reader = new CamtReader(factory.createXMLStreamReader(in), lines);
            reader.run();
            if (reader.check == null) {
                throw BankProblems.unreadable("camt.053");
            }
        } catch (Problem refused) {
            throw refused;
        } catch (XMLStreamException | RuntimeException broken) {
            // Of whatever kind: what is missing or misshapen in a file, the reading meets in many ways.
            throw BankProblems.unreadable("camt.053");
        }
    }

    private void run() throws XMLStreamException, SQLException {
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw BankProblems.unreadable("DTD");
                case XMLStreamConstants.START_ELEMENT -> {
                    begin(xml.getLocalName());
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS -> {
                    if (text.length() < LONGEST_TEXT) {
                        text.append(xml.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    end(xml.getLocalName(), text.toString().strip());
                    text.setLength(0);
                }
                default -> {
                    // comments and the like
                }
            }
        }
    }

    private void begin(String name) {
        path.addLast(name);
        if (path.size() > 40) {
            throw BankProblems.unreadable("depth");
        }
        switch (name) {
            case "Stmt" -> {
                check = new BalanceCheck("camt.053");
                closing = null;
                account = null;
            }
            case "Bal" -> balance.clear();
            case ENTRY -> {
                entry.clear();
                details.clear();
                detailsWithAmount = 0;
                detailed = 0;
            }
            case DETAILS -> details.clear();
            case "Amt" -> {
                String currency = xml.getAttributeValue(null, "Ccy");
                if (currency != null && path.contains(ENTRY)) {
                    scope().putIfAbsent("Ccy", currency);
                } else if (currency != null && path.contains("Bal")) {
                    balance.put("Ccy", currency);
                }
            }
            default -> {
                // its text is taken at its end
            }
        }
    }

    private void end(String name, String text) throws SQLException {
        String place = String.join("/", path);
        if (!text.isEmpty()) {
            if (place.endsWith("Stmt/Acct/Id/IBAN") || place.endsWith("Stmt/Acct/Id/Othr/Id")) {
                account = text;
            } else if (place.endsWith("Stmt/Id")) {
                check = new BalanceCheck(text);
            } else if (path.contains(ENTRY)) {
                take(place.substring(place.lastIndexOf(ENTRY + "/") + ENTRY.length() + 1), text);
            } else if (place.contains("Stmt/Bal/")) {
                balance.put(place.substring(place.lastIndexOf("Bal/") + 4), text);
            }
        }
        path.removeLast();
        switch (name) {
            case DETAILS -> endDetails();
            case ENTRY -> endEntry();
            case "Bal" -> endBalance();
            case "Stmt" -> {
                if (closing != null) {
                    check.closes(closing);
                }
            }
            default -> {
                // part of one of these
            }
        }
    }

    /** Those of another currency than the account's do not say what came in. The first waits, for it may be the only one. */
    private void endDetails() throws SQLException {
        if (!details.containsKey("Amt") || !details.getOrDefault("Ccy", entry.get("Ccy")).equals(entry.get("Ccy"))) {
            return;
        }
        if (++detailsWithAmount == 1) {
            first = new HashMap<>(details);
            return;
        }
        if (detailsWithAmount == 2) {
            emit(first, amount(first), "#1");
        }
        emit(details, amount(details), "#" + detailsWithAmount);
    }

    private void endEntry() throws SQLException {
        long whole = amount(entry);
        if (detailsWithAmount == 0) {
            Map<String, String> all = new HashMap<>(details);
            all.remove("Amt");
            all.remove("Ccy");
            entry.forEach(all::putIfAbsent);
            emit(all, whole, "");
        } else if (detailsWithAmount == 1) {
            emit(first, amount(first), amount(first) == whole ? "" : "#1");
        }
        if (isBooked() && detailed != whole) {
            // What its transactions do not account for, fees perhaps, moved all the same.
            emit(entry, whole - detailed, "#rest");
        }
    }

    private void endBalance() {
        String kind = balance.getOrDefault("Tp/CdOrPrtry/Cd", "");
        if (kind.matches("OPBD|PRCD|CLBD") && balance.containsKey("Amt")) {
            long amount = minor(balance.get("Amt"), balance.get("Ccy"));
            long signed = "DBIT".equals(balance.get("CdtDbtInd")) ? -amount : amount;
            if (kind.equals("CLBD")) {
                closing = signed;
            } else {
                check.opens(signed);
            }
        }
    }

    private Map<String, String> scope() {
        return path.contains(DETAILS) ? details : entry;
    }

    private void take(String place, String text) {
        String field = place.startsWith("NtryDtls/TxDtls/") ? place.substring("NtryDtls/TxDtls/".length()) : place;
        switch (field) {
            case "Amt", "AmtDtls/TxAmt/Amt" -> scope().put("Amt", text);
            case "CdtDbtInd", "RvslInd", "AcctSvcrRef", "NtryRef" -> scope().put(field, text);
            case "Refs/AcctSvcrRef" -> scope().put("AcctSvcrRef", text);
            case "Refs/EndToEndId" -> scope().put("endToEnd", text);
            case "Sts", "Sts/Cd" -> scope().put("Sts", text);
            case "ValDt/Dt", "ValDt/DtTm" -> scope().put("ValDt", text.substring(0, 10));
            case "BookgDt/Dt", "BookgDt/DtTm" -> scope().put("BookgDt", text.substring(0, 10));
            case "RmtInf/Ustrd" -> memo(text);
            case "RmtInf/Strd/CdtrRefInf/Ref" -> memo(text);
            case "AddtlNtryInf", "AddtlTxInf" -> scope().put("info", text);
            case "RltdPties/Dbtr/Nm", "RltdPties/Dbtr/Pty/Nm" -> scope().put("payer", text);
            case "RltdPties/DbtrAcct/Id/IBAN", "RltdPties/DbtrAcct/Id/Othr/Id" -> scope().put("payerAccount", text);
            case "RltdPties/Cdtr/Nm", "RltdPties/Cdtr/Pty/Nm" -> scope().put("payee", text);
            case "RltdPties/CdtrAcct/Id/IBAN", "RltdPties/CdtrAcct/Id/Othr/Id" -> scope().put("payeeAccount", text);
            default -> {
                // of no use here
            }
        }
    }

    private void memo(String text) {
        scope().merge("memo", text, (a, b) -> a.length() > LONGEST_TEXT ? a : a + " " + b);
    }

    private boolean isBooked() {
        return entry.getOrDefault("Sts", "BOOK").equals("BOOK");
    }

    private static long minor(String amount, String currency) {
        return new BigDecimal(amount).movePointRight(Currency.getInstance(currency).getDefaultFractionDigits()).longValueExact();
    }

    private long amount(Map<String, String> fields) {
        long minor = minor(fields.get("Amt"), entry.get("Ccy"));
        return "DBIT".equals(fields.getOrDefault("CdtDbtInd", entry.get("CdtDbtInd"))) ? -minor : minor;
    }

    /** @param place of the transaction within a batch entry, empty for an entry that is one */
    private void emit(Map<String, String> fields, long amount, String place) throws SQLException {
        if (!isBooked()) {
            return; // pending and information lines may still go away
        }
        detailed = Math.addExact(detailed, amount);
        Long after = check.moves(amount);
        String day = entry.getOrDefault("ValDt", entry.get("BookgDt"));
        String booked = entry.get("BookgDt");
        String reference = fields.getOrDefault("AcctSvcrRef", entry.get("AcctSvcrRef"));
        // Transactions of one entry may share its reference; their place in it tells them apart.
        boolean ownReference = fields != entry && fields.containsKey("AcctSvcrRef");
        String bankRef = reference == null || ownReference ? reference : reference + place;
        String memo = fields.getOrDefault("memo", fields.getOrDefault("info", entry.getOrDefault("info", "")));
        String end = fields.getOrDefault("endToEnd", "NOTPROVIDED");
        String whole = end.equals("NOTPROVIDED") || memo.contains(end) ? memo : (memo + " " + end).strip();
        boolean isDebit = amount < 0;
        String other = isDebit && fields.containsKey("payee") ? fields.get("payee") : fields.get("payer");
        String otherAccount = isDebit && fields.containsKey("payeeAccount") ? fields.get("payeeAccount") : fields.get("payerAccount");
        lines.accept(new StatementLine(account, Kept.day(day), booked == null ? null : Kept.day(booked), amount, entry.get("Ccy"), whole,
                bankRef,
                other, otherAccount, isDebit ? null : fields.get("payeeAccount"), null, after));
    }
}

package org.doanket.finance.bank;

import java.io.InputStream;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Currency;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * camt.053 of any version: by the local names of some fifteen elements, whatever the namespace. Streaming; no DTD, no
 * entity from outside. A batch entry gives a line for each transaction that names its own amount.
 */
final class CamtReader {

    interface Lines {
        void accept(StatementLine line) throws SQLException;
    }

    private static final int LONGEST_TEXT = 4_000;
    private static final String ENTRY = "Ntry";
    private static final String DETAILS = "TxDtls";

    private final XMLStreamReader xml;
    private final Lines lines;
    private final Deque<String> path = new ArrayDeque<>();
    private final Map<String, String> entry = new HashMap<>();
    private final Map<String, String> details = new HashMap<>();
    private String account;
    private boolean hasStatement;
    private int detailsWithAmount;

    private CamtReader(XMLStreamReader xml, Lines lines) {
        this.xml = xml;
        this.lines = lines;
    }

    static void read(InputStream in, Lines lines) throws SQLException {
        // The JDK's own: others on the class path have switches of other names.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            CamtReader reader = new CamtReader(factory.createXMLStreamReader(in), lines);
            reader.run();
            if (!reader.hasStatement) {
                throw BankProblems.unreadable("camt.053");
            }
        } catch (XMLStreamException | ArithmeticException | DateTimeException | IllegalArgumentException broken) {
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
                hasStatement = true;
                account = null;
            }
            case ENTRY -> {
                entry.clear();
                detailsWithAmount = 0;
            }
            case DETAILS -> details.clear();
            case "Amt" -> {
                String currency = xml.getAttributeValue(null, "Ccy");
                if (currency != null && path.contains(ENTRY)) {
                    scope().putIfAbsent("Ccy", currency);
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
            } else if (path.contains(ENTRY)) {
                take(place.substring(place.lastIndexOf(ENTRY + "/") + ENTRY.length() + 1), text);
            }
        }
        path.removeLast();
        if (name.equals(DETAILS) && details.containsKey("Amt")) {
            detailsWithAmount++;
            emit(details, detailsWithAmount);
        } else if (name.equals(ENTRY) && detailsWithAmount == 0) {
            Map<String, String> whole = new HashMap<>(details);
            entry.forEach(whole::putIfAbsent);
            emit(whole, 0);
            details.clear();
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
            case "Sts", "Sts/Cd" -> scope().put("Sts", text);
            case "ValDt/Dt", "ValDt/DtTm" -> scope().put("ValDt", text.substring(0, 10));
            case "BookgDt/Dt", "BookgDt/DtTm" -> scope().put("BookgDt", text.substring(0, 10));
            case "RmtInf/Ustrd" -> scope().merge("memo", text, (a, b) -> a + " " + b);
            case "RmtInf/Strd/CdtrRefInf/Ref" -> scope().merge("memo", text, (a, b) -> a + " " + b);
            case "AddtlNtryInf", "AddtlTxInf" -> scope().put("info", text);
            case "RltdPties/Dbtr/Nm", "RltdPties/Dbtr/Pty/Nm" -> scope().put("payer", text);
            case "RltdPties/DbtrAcct/Id/IBAN", "RltdPties/DbtrAcct/Id/Othr/Id" -> scope().put("payerAccount", text);
            default -> {
                // of no use here
            }
        }
    }

    /** @param number of the transaction within a batch entry, 0 for an entry that is one */
    private void emit(Map<String, String> fields, int number) throws SQLException {
        String status = entry.getOrDefault("Sts", "BOOK");
        if (!status.equals("BOOK")) {
            return; // pending and information lines may still go away
        }
        String currency = fields.getOrDefault("Ccy", entry.get("Ccy"));
        long minor = new BigDecimal(fields.get("Amt")).movePointRight(Currency.getInstance(currency).getDefaultFractionDigits())
                .longValueExact();
        boolean isDebit = "DBIT".equals(fields.getOrDefault("CdtDbtInd", entry.get("CdtDbtInd")));
        String day = entry.getOrDefault("ValDt", entry.get("BookgDt"));
        String reference = fields.getOrDefault("AcctSvcrRef", entry.get("AcctSvcrRef"));
        // Transactions of one entry may share its reference; their place in it tells them apart.
        String bankRef = reference == null || number == 0 || details.containsKey("AcctSvcrRef") ? reference : reference + "#" + number;
        String memo = fields.getOrDefault("memo", fields.getOrDefault("info", entry.getOrDefault("info", "")));
        lines.accept(new StatementLine(account, LocalDate.parse(day), isDebit ? -minor : minor, currency, memo, bankRef,
                fields.get("payer"), fields.get("payerAccount"), null));
    }
}

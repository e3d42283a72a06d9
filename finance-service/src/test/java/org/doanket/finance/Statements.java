package org.doanket.finance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;

/** Bank statements as banks write them, for tests. */
public final class Statements {

    private Statements() {
    }

    /** @param reference the bank's own; amounts below zero left the account */
    public record Line(String reference, long amount, String memo) {
    }

    public static String camt(String account, Line... lines) {
        StringBuilder text = new StringBuilder();
        try {
            camt(text, account, Arrays.asList(lines));
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return text.toString();
    }

    /** Line by line, for files that are larger than what a test should hold. */
    public static void camt(Appendable text, String account, Iterable<Line> lines) throws IOException {
        text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt>"
                + "<Id>S1</Id><Acct><Id><Othr><Id>" + account + "</Id></Othr></Id><Ccy>VND</Ccy></Acct>");
        for (Line line : lines) {
            text.append(String.format(Locale.ROOT, "<Ntry><Amt Ccy=\"VND\">%d</Amt><CdtDbtInd>%s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
                    + "<BookgDt><Dt>2025-08-20</Dt></BookgDt><ValDt><Dt>2025-08-20</Dt></ValDt><AcctSvcrRef>%s</AcctSvcrRef><NtryDtls><TxDtls>"
                    + "<RltdPties><Dbtr><Pty><Nm>NGUYEN VAN A</Nm></Pty></Dbtr><DbtrAcct><Id><Othr><Id>0011223344</Id></Othr></Id></DbtrAcct></RltdPties>"
                    + "<RmtInf><Ustrd>%s</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>", Math.abs(line.amount()),
                    line.amount() < 0 ? "DBIT" : "CRDT", line.reference(), line.memo()));
        }
        text.append("</Stmt></BkToCstmrStmt></Document>");
    }

    /** With its balances; {@code payer} is the account of whoever is on the other side. */
    public static String mt940(String account, String payer, long opening, Line... lines) {
        StringBuilder text = new StringBuilder();
        try {
            mt940(text, account, payer, opening, Arrays.asList(lines));
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return text.toString();
    }

    public static void mt940(Appendable text, String account, String payer, long opening, Iterable<Line> lines) throws IOException {
        text.append(":20:S1\r\n:25:970436/" + account + "VND\r\n:28C:1/1\r\n:60F:" + sign(opening)
                + "250819VND" + Math.abs(opening) + ",\r\n");
        long balance = opening;
        for (Line line : lines) {
            balance += line.amount();
            text.append(":61:2508200820").append(line.amount() < 0 ? 'D' : 'C').append(String.valueOf(Math.abs(line.amount()))).append(",NTRFNONREF")
                    .append(line.reference() == null ? "" : "//" + line.reference()).append("\r\n:86:166?00THU?20").append(line.memo())
                    .append("?31").append(payer).append("?32NGUYEN VAN A\r\n");
        }
        text.append(":62F:").append(sign(balance)).append("250820VND").append(String.valueOf(Math.abs(balance))).append(",\r\n-\r\n");
    }

    private static char sign(long balance) {
        return balance < 0 ? 'D' : 'C';
    }
}

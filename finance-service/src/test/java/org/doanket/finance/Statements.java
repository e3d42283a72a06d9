package org.doanket.finance;

import java.util.Locale;

/** Bank statements as banks write them, for tests. */
public final class Statements {

    private Statements() {
    }

    /** @param reference the bank's own; amounts below zero left the account */
    public record Line(String reference, long amount, String memo) {
    }

    public static String camt(String account, Line... lines) {
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt>"
                + "<Id>S1</Id><Acct><Id><Othr><Id>" + account + "</Id></Othr></Id><Ccy>VND</Ccy></Acct>");
        for (Line line : lines) {
            text.append(String.format(Locale.ROOT, "<Ntry><Amt Ccy=\"VND\">%d</Amt><CdtDbtInd>%s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
                    + "<BookgDt><Dt>2025-08-20</Dt></BookgDt><ValDt><Dt>2025-08-20</Dt></ValDt><AcctSvcrRef>%s</AcctSvcrRef><NtryDtls><TxDtls>"
                    + "<RltdPties><Dbtr><Pty><Nm>NGUYEN VAN A</Nm></Pty></Dbtr><DbtrAcct><Id><Othr><Id>0011223344</Id></Othr></Id></DbtrAcct></RltdPties>"
                    + "<RmtInf><Ustrd>%s</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>", Math.abs(line.amount()),
                    line.amount() < 0 ? "DBIT" : "CRDT", line.reference(), line.memo()));
        }
        return text.append("</Stmt></BkToCstmrStmt></Document>").toString();
    }
}

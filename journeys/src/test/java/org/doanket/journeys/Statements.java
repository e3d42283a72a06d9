package org.doanket.journeys;

import java.util.Map;

/** Bank statements as banks send them. */
final class Statements {

    /** @param profile the bank's layout, as finance-service knows it */
    record File(String type, String profile, String content) {
    }

    private Statements() {
    }

    /** @param account whose statement it is; credits are amounts in dong by memo */
    static File camt053(String mark, String account, Map<String, Long> credits) {
        StringBuilder entries = new StringBuilder();
        credits.forEach((memo, amount) -> entries.append("""
                <Ntry><Amt Ccy="VND">%d</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><ValDt><Dt>2026-11-03</Dt></ValDt>
                <AcctSvcrRef>C%s%d</AcctSvcrRef><NtryDtls><TxDtls><RmtInf><Ustrd>%s</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
                """.formatted(amount, mark, amount, memo)));
        return new File("application/xml", "camt.053", """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S-%s</Id>
                <Acct><Id><Othr><Id>%s</Id></Othr></Id></Acct>%s</Stmt></BkToCstmrStmt></Document>""".formatted(mark, account, entries));
    }

    static File csv(String mark, Map<String, Long> credits) {
        StringBuilder rows = new StringBuilder("Ngày giao dịch,Ghi có,Ghi nợ,Nội dung,Số tham chiếu,Số dư\n");
        credits.forEach((memo, amount) -> rows.append("05/11/2026,").append(amount).append(",,").append(memo).append(",V").append(mark)
                .append(amount).append(",\n"));
        return new File("text/csv", "generic-vn", rows.toString());
    }
}

package org.doanket.demo;

/** The sheet of pay records: the columns of finance-service's import, by their codes. */
final class PayRecords {

    static final String MONTH = "2026-10";
    static final String HEADER = "member_code,si_salary,net_pay\n";

    private PayRecords() {
    }

    /** State enterprises reckon from net pay (R2), the others from the salary that social insurance is paid on (R3). */
    static void row(StringBuilder sheet, String memberCode, String duesKind, long dong) {
        boolean net = duesKind.equals("state-enterprise");
        sheet.append(memberCode).append(',').append(net ? "" : dong).append(',').append(net ? dong : "").append('\n');
    }
}

package org.doanket.finance.fund;

import java.util.Set;

/** The columns of a sheet of declarations, by the headings that people give them. */
enum FundDeclarationColumn {
    TAX_CODE("tax code", "ma so thue", "mst", "税号", "统一社会信用代码"),
    MONTH("month", "thang", "ky", "ky khai", "thang nam", "月份", "所属期"),
    PAYROLL("payroll", "quy luong", "tong quy luong", "quy luong dong bhxh", "quy tien luong", "工资总额", "缴费工资总额"),
    HEAD_COUNT("staff", "head count", "so lao dong", "lao dong", "so nguoi lao dong", "职工人数", "人数"),
    ORGANISATION_MEMBERS("organisation members", "members of a workers organisation", "thanh vien to chuc cua nguoi lao dong", "thanh vien to chuc nld",
        "劳动者组织成员", "劳动者组织人数"),
    NOTE("note", "ghi chu", "备注");

    private final Set<String> headings;

    FundDeclarationColumn(String... headings) {
        this.headings = Set.of(headings);
    }

    Set<String> headings() {
        return headings;
    }
}

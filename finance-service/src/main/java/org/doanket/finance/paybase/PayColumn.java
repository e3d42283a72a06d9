package org.doanket.finance.paybase;

import java.util.Set;

/** The columns of a pay file, by the headings that people give them. */
enum PayColumn {
    MEMBER_CODE("member code", "code", "ma doan vien", "ma so", "会员编号", "工号"),
    SI_SALARY("si salary", "luong bhxh", "luong dong bhxh", "tien luong dong bhxh", "社保工资", "社会保险缴费工资"),
    NET_PAY("net pay", "thuc linh", "luong thuc linh", "实发工资"),
    WAGE("wage", "wage income", "tien luong", "工资", "工资收入"),
    FIXED_AMOUNT("fixed amount", "muc co dinh", "muc dong", "doan phi co dinh", "固定金额"),
    WAGE_REGION("wage region", "vung", "vung luong", "工资区域"),
    LEAVE_KIND("leave kind", "loai nghi", "休假种类"),
    LEAVE_FROM("leave from", "nghi tu", "nghi tu ngay", "休假开始"),
    LEAVE_TO("leave to", "nghi den", "nghi den ngay", "休假结束"),
    /** Says yes where the member was paid nothing that counts: what an earlier file said of the month is taken back. */
    WITHDRAWN("withdrawn", "pay withdrawn", "rut", "rut lai", "thu hoi", "撤回", "撤销");

    private final Set<String> headings;

    PayColumn(String... headings) {
        this.headings = Set.of(headings);
    }

    Set<String> headings() {
        return headings;
    }
}

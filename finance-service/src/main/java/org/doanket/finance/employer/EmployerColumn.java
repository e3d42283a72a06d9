package org.doanket.finance.employer;

import java.util.Set;

/** The columns of a sheet of employers, by the headings that people give them. */
enum EmployerColumn {
    TAX_CODE("tax code", "ma so thue", "mst", "税号", "统一社会信用代码"),
    NAME("name", "ten", "ten doanh nghiep", "ten don vi", "名称", "单位名称"),
    GROUP("group", "nhom", "loai hinh", "类别"),
    REGION("region", "vung", "地区"),
    UNION("union", "union code", "ma cong doan", "cong doan", "工会编号"),
    VALID_FROM("valid from", "tu ngay", "生效日期");

    private final Set<String> headings;

    EmployerColumn(String... headings) {
        this.headings = Set.of(headings);
    }

    Set<String> headings() {
        return headings;
    }
}

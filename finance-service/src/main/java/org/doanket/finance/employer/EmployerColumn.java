package org.doanket.finance.employer;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.platform.text.SearchForm;

/** The columns of a sheet of employers, by the headings that people give them; compared without diacritics, case and hyphens. */
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

    /** Where each column stands, or an empty map if this row is no header: a header names the tax code. */
    static Map<EmployerColumn, Integer> header(SheetRow row) {
        Map<EmployerColumn, Integer> places = new EnumMap<>(EmployerColumn.class);
        List<String> cells = row.cells();
        for (int i = 0; i < cells.size(); i++) {
            String heading = SearchForm.of(cells.get(i).replace('-', ' ').replace('_', ' '));
            for (EmployerColumn column : values()) {
                if (column.headings.contains(heading)) {
                    places.putIfAbsent(column, i);
                }
            }
        }
        return places.containsKey(TAX_CODE) ? places : Map.of();
    }
}

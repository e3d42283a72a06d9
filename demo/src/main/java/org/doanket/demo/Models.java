package org.doanket.demo;

/** The sheet in which good-practice models are registered: the columns of campaign-service's import, by their codes. */
final class Models {

    static final String HEADER = "unit,name,holder,subjectKind,field,year,registeredOn\n";

    private Models() {
    }

    static void row(StringBuilder sheet, String unit, String name, boolean collective, String field, String holder) {
        sheet.append(unit).append(',').append(name).append(',').append(holder).append(',').append(collective ? "collective" : "individual")
                .append(',').append(field).append(",2024,2024-02-01\n");
    }
}

package org.doanket.servicemap.intake;

import java.util.Map;

/** A row as it came. @param number as the file counts; @param cells by column, blank ones absent */
record GivenRow(int number, Map<String, String> cells) {
}

package org.doanket.finance.relief;

import java.util.ArrayList;
import java.util.List;
import org.doanket.finance.relief.ReliefView.Cell;

/**
 * The distribution list as it may be published. Places with too few people are put together, and as long as these are too few still, the
 * next larger place with them: else the total less what is shown would tell what is not. What is too few even then is not shown at all;
 * it is in the totals.
 */
final class PublishedCells {

    private PublishedCells() {
    }

    /** @param cells by kind, the smallest first; @param least people in anything that is shown */
    static List<Cell> of(List<Cell> cells, int least) {
        List<Cell> shown = new ArrayList<>();
        Cell together = null;
        for (Cell cell : cells) {
            if (together != null && !together.isOfTheKindOf(cell)) {
                show(shown, together, least);
                together = null;
            }
            boolean isOpenStill = together != null && together.recipients() < least;
            if (cell.recipients() < least || isOpenStill) {
                together = together == null ? cell : together.withoutPlaceAnd(cell);
            } else {
                if (together != null) {
                    show(shown, together, least);
                    together = null;
                }
                shown.add(cell);
            }
        }
        if (together != null) {
            show(shown, together, least);
        }
        return shown;
    }

    private static void show(List<Cell> shown, Cell cell, int least) {
        if (cell.recipients() >= least) {
            shown.add(cell);
        }
    }
}

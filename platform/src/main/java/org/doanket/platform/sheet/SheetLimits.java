package org.doanket.platform.sheet;

/**
 * How much of a sheet is read before it is refused.
 *
 * @param bytes      size of the file
 * @param rows       rows, the header among them
 * @param columns    cells in a row
 * @param cellLength characters in a cell
 * @param unzipRatio how many times larger than the file its unpacked content may be
 */
public record SheetLimits(long bytes, long rows, int columns, int cellLength, int unzipRatio) {

    /** A roster of a million members. */
    public static final SheetLimits ROSTER = new SheetLimits(400L << 20, 1_100_000, 100, 4_000, 100);
}

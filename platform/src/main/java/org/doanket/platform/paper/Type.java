package org.doanket.platform.paper;

/** How letters look. @param size in points; {@code colour} as 0xRRGGBB */
public record Type(double size, boolean bold, boolean italic, int colour) {

    public static final Type BODY = new Type(12, false, false, 0);
    public static final Type STRONG = new Type(12, true, false, 0);
    public static final Type SLANTED = new Type(12, false, true, 0);
    public static final Type SMALL = new Type(10, false, false, 0);

    public Type size(double points) {
        return new Type(points, bold, italic, colour);
    }

    public Type colour(int rgb) {
        return new Type(size, bold, italic, rgb);
    }

    Face face() {
        return bold ? Face.SERIF_BOLD : italic ? Face.SERIF_ITALIC : Face.SERIF;
    }
}

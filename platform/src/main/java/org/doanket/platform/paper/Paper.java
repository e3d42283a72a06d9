package org.doanket.platform.paper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A paper of A4 pages: what it says as data, and printed as PDF. @param language which it is in, also to those who have it read aloud */
public record Paper(String title, Locale language, Instant made, List<Block> blocks) {

    public Paper {
        blocks = List.copyOf(blocks);
    }

    public byte[] pdf() {
        PdfDocument document = new PdfDocument(title, language, made);
        new Composer(document).set(blocks);
        return document.finish();
    }

    /** Several papers as one, each beginning on a page of its own. */
    public static Paper bound(String title, List<Paper> papers) {
        List<Block> all = new ArrayList<>();
        for (Paper paper : papers) {
            if (!all.isEmpty()) {
                all.add(new Block.NewPage());
            }
            all.addAll(paper.blocks());
        }
        return new Paper(title, papers.get(0).language(), papers.get(0).made(), all);
    }
}

package org.doanket.campaign.recognition;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.doanket.campaign.model.ModelRuleQueries;
import org.doanket.campaign.model.RecognitionLevelView;
import org.doanket.platform.http.Messages;
import org.doanket.platform.paper.Block;
import org.doanket.platform.paper.Paper;
import org.doanket.platform.paper.Type;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** The certificate that a recognised model gets: one wording for collectives, one for individuals. The same recognition gives the same paper. */
@ApplicationScoped
class CertificatePaper {

    private static final int RED = 0xB01010;

    private final UnitTree tree;
    private final ModelRuleQueries rules;

    CertificatePaper(UnitTree tree, ModelRuleQueries rules) {
        this.tree = tree;
        this.rules = rules;
    }

    Paper of(RecognitionView recognition, Locale language) {
        UnitRef by = tree.find(recognition.by()).orElseThrow();
        String level = rules.levels(by.jurisdiction(), language).stream().filter(each -> each.code().equals(recognition.level()))
                .map(RecognitionLevelView::label).findFirst().orElse(recognition.level());
        String title = Messages.text(language, "certificate.title");
        String holder = recognition.holder() == null || recognition.holder().isEmpty() ? recognition.unitName() : recognition.holder();
        List<Block> blocks = new ArrayList<>();
        Block.Line issuer = new Block.Line(by.name(), Type.STRONG, true);
        blocks.add(by.jurisdiction().equals("vn") ? Block.motto(List.of(issuer)) : Block.centred(by.name(), Type.STRONG));
        blocks.addAll(List.of(new Block.Space(90), Block.centred(title, Type.STRONG.size(30).colour(RED)), new Block.Space(36),
                Block.centred(Messages.text(language, "certificate.recognises." + recognition.subjectKind()), Type.BODY.size(14)), new Block.Space(14),
                Block.centred(recognition.modelName(), Type.STRONG.size(20)), new Block.Space(14),
                Block.centred(Messages.text(language, "certificate.of." + recognition.subjectKind(), holder), Type.STRONG.size(14)),
                Block.centred(recognition.unitName(), Type.BODY.size(14)), new Block.Space(14),
                Block.centred(Messages.text(language, "certificate.level", level, recognition.year()), Type.BODY.size(14)), new Block.Space(60),
                new Block.Pair(List.of(new Block.Line(Messages.text(language, "certificate.decision", recognition.decision()), Type.SMALL, false),
                        new Block.Line(Messages.text(language, "certificate.number", recognition.number()), Type.SMALL, false)),
                        List.of(new Block.Line(day(recognition.decidedOn(), language), Type.SLANTED, false),
                                new Block.Line(Messages.text(language, "certificate.sign"), Type.STRONG, false)))));
        return new Paper(title, language, recognition.recordedAt().toInstant(), blocks);
    }

    private static String day(LocalDate day, Locale language) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(language).format(day);
    }
}

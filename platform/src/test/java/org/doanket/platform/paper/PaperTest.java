package org.doanket.platform.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PaperTest {

    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
    private static final Instant MADE = Instant.parse("2026-03-05T08:00:00Z");

    /** Every vowel with every tone, đ and Đ: 134 precomposed letters. */
    private static final List<String> LETTERS = letters();

    @Test
    void givesEveryVietnameseLetterBackAsItWasWritten() throws IOException {
        assertThat(LETTERS).hasSize(134).allMatch(letter -> Normalizer.isNormalized(letter, Normalizer.Form.NFC) && letter.length() == 1);
        for (Type type : List.of(Type.BODY, Type.STRONG, Type.SLANTED)) {
            String written = String.join(" ", LETTERS) + " Công đoàn cơ sở Đặng Thị Huyền “ngõ nhỏ” – 5.000.000 ₫";
            assertThat(read(print(VIETNAMESE, new Block.Text(written, type, Block.Align.LEFT, 0))).replaceAll("\\s+", " ")).contains(written);
        }
    }

    @Test
    void givesDecomposedLettersBackComposed() throws IOException {
        String decomposed = Normalizer.normalize("Nguyễn Đỗ Hữu Phước", Normalizer.Form.NFD);
        assertThat(read(print(VIETNAMESE, Block.text(decomposed)))).contains("Nguyễn Đỗ Hữu Phước");
    }

    @Test
    void givesChineseBackAlsoWhereCharactersShareAGlyph() throws IOException {
        // A reader of a font's own tables takes 一 for ⼀, the radical, and 日 for ⽇: they look the same and are other characters.
        String written = "关于成立货车司机联合工会的请示一二八人力口土大女小山工干心日月木水火⼀⽇，镇、村；㐀𠮷";
        assertThat(read(print(Locale.CHINESE, Block.text(written))).replaceAll("\\s+", "")).contains(written);
        assertThat(read(print(VIETNAMESE, Block.text("Ông 王小明 (工会)")))).contains("Ông 王小明 (工会)");
    }

    @Test
    void keepsWhatItHasNoShapeFor() throws IOException {
        assertThat(read(print(VIETNAMESE, Block.text("a\u16A0b")))).contains("a\u16A0b");
    }

    @Test
    void isTheSameForTheSame() {
        assertThat(report(40).pdf()).isEqualTo(report(40).pdf()).isNotEqualTo(report(41).pdf());
    }

    @Test
    void carriesItsLanguageItsTitleAndNoMoreLettersThanItNeeds() throws IOException {
        byte[] pdf = print(VIETNAMESE, Block.text("Đơn gia nhập công đoàn"));
        assertThat(pdf.length).isLessThan(20_000);
        assertThat(print(Locale.CHINESE, Block.text("入会申请书")).length).isLessThan(20_000);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("vi");
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Một tờ giấy");
            assertThat(document.getDocumentCatalog().getViewerPreferences().displayDocTitle()).isTrue();
            assertThat(new String(document.getDocumentCatalog().getMetadata().toByteArray(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("Một tờ giấy", "2026-03-05T08:00");
            List<String> fonts = new ArrayList<>();
            for (COSName name : document.getPage(0).getResources().getFontNames()) {
                fonts.add(document.getPage(0).getResources().getFont(name).getName());
                assertThat(document.getPage(0).getResources().getFont(name).isEmbedded()).isTrue();
            }
            assertThat(fonts).as("the large Chinese face is not even read").hasSize(1).allMatch(name -> name.endsWith("+LiberationSerif"));
        }
    }

    @Test
    void numbersItsPagesAndRepeatsTheHeadOfATable() throws IOException {
        try (PDDocument document = Loader.loadPDF(report(120).pdf())) {
            assertThat(document.getNumberOfPages()).isGreaterThan(2);
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                String text = page(document, page);
                assertThat(text).contains(page + "/" + document.getNumberOfPages());
                assertThat(text).as("page %d", page).contains("Họ và tên");
            }
            String all = new PDFTextStripper().getText(document);
            assertThat(IntStream.rangeClosed(1, 120).allMatch(row -> all.contains("Nguyễn Văn Số " + row))).isTrue();
        }
    }

    @Test
    void leavesNoSignatureAloneOnAPage() throws IOException {
        for (int rows = 1; rows < 60; rows++) {
            try (PDDocument document = Loader.loadPDF(report(rows).pdf())) {
                String last = page(document, document.getNumberOfPages());
                assertThat(last).as("%d rows", rows).contains("CHỦ TỊCH", "Nguyễn Văn Số " + rows);
            }
        }
    }

    @Test
    void partsARowThatIsLongerThanAPage() throws IOException {
        String whole = IntStream.rangeClosed(1, 3_000).mapToObj(n -> "từ" + n).collect(Collectors.joining(" "));
        Block table = new Block.Table(List.of(new Block.Column("A", 1, Block.Align.LEFT), new Block.Column("B", 1, Block.Align.LEFT)),
                List.of(List.of("x", whole)));
        assertThat(read(print(VIETNAMESE, table)).replaceAll("\\s+", " ")).contains("từ1 ", "từ1500 ", "từ3000 ");
    }

    @Test
    void beginsNoLineWithAChineseStopAndBreaksNoWordThatFits() {
        PdfDocument document = new PdfDocument("x", Locale.CHINESE, MADE);
        String text = "会议应到会员三十五人，实到三十三人，符合法定人数。会议由筹备组组长主持；选举产生第一届工会委员会，委员五名。".repeat(6);
        for (double width = 60; width < 400; width += 7) {
            List<String> lines = Lines.of(text, Locale.CHINESE, width, width, each -> document.width(each, Type.BODY));
            assertThat(String.join("", lines)).isEqualTo(text);
            assertThat(lines).noneMatch(line -> "，。；、".indexOf(line.charAt(0)) >= 0);
        }
        List<String> words = Lines.of("Công đoàn Pneumonoultramicroscopicsilicovolcanoconiosis", VIETNAMESE, 80, 80, each ->
                document.width(each, Type.BODY));
        assertThat(words.get(0)).isEqualTo("Công đoàn");
        assertThat(words).allMatch(line -> document.width(line, Type.BODY) <= 80);
    }

    @Test
    void beginsEachOfSeveralOnAPageOfItsOwn() throws IOException {
        Paper bound = Paper.bound("Hồ sơ", List.of(report(2), report(3)));
        try (PDDocument document = Loader.loadPDF(bound.pdf())) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
            assertThat(page(document, 2)).contains("Độc lập - Tự do - Hạnh phúc", "Nguyễn Văn Số 3", "2/2");
        }
    }

    private static Paper report(int rows) {
        return new Paper("Một tờ giấy", VIETNAMESE, MADE, List.of(
                Block.motto(List.of(new Block.Line("CÔNG ĐOÀN PHƯỜNG TÂN THUẬN", Type.BODY, false),
                        new Block.Line("CÔNG ĐOÀN CƠ SỞ CÔNG TY MAY PHƯƠNG NAM", Type.STRONG, true))),
                Block.right("Thành phố Hồ Chí Minh, ngày 05 tháng 3 năm 2026", Type.SLANTED), new Block.Space(12),
                Block.title("DANH SÁCH ĐOÀN VIÊN"), Block.heading("I. Quá trình"),
                Block.paragraph("Thực hiện Điều lệ Công đoàn Việt Nam, đại hội đã bầu Ban Chấp hành khóa I gồm 05 đồng chí. ".repeat(4)),
                new Block.Table(List.of(new Block.Column("STT", 1, Block.Align.CENTRE), new Block.Column("Họ và tên", 4, Block.Align.LEFT),
                        new Block.Column("Ghi chú 备注", 3, Block.Align.LEFT)), IntStream.rangeClosed(1, rows)
                        .mapToObj(row -> List.of(String.valueOf(row), "Nguyễn Văn Số " + row, row % 7 == 0 ? "工会小组长，货车司机联合工会筹备组成员" : "")).toList()),
                new Block.Pair(List.of(new Block.Line("NƠI NHẬN", Type.STRONG, false)), List.of(new Block.Line("TM. BAN CHẤP HÀNH", Type.STRONG, false),
                        new Block.Line("CHỦ TỊCH", Type.STRONG, false)))));
    }

    private static byte[] print(Locale language, Block block) {
        return new Paper("Một tờ giấy", language, MADE, List.of(block)).pdf();
    }

    private static String read(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static String page(PDDocument document, int page) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        return stripper.getText(document);
    }

    private static List<String> letters() {
        List<String> letters = new ArrayList<>(List.of("đ", "Đ"));
        for (String vowel : "a ă â e ê i o ô ơ u ư y".split(" ")) {
            for (String tone : Arrays.asList("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")) {
                String letter = Normalizer.normalize(vowel + tone, Normalizer.Form.NFC);
                letters.add(letter);
                letters.add(letter.toUpperCase(VIETNAMESE));
            }
        }
        // Bare a, e, i, o, u and y are in every alphabet.
        return letters.stream().filter(letter -> letter.charAt(0) > 0x7F).toList();
    }
}

package org.doanket.campaign.post;

import java.io.ByteArrayOutputStream;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Posts as RSS 2.0. */
final class Rss {

    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private Rss() {
    }

    /** @param self where this very feed is found. @param home where people are sent who follow the feed's own link */
    static byte[] of(String title, String language, String self, String home, List<PostView.Published> posts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(bytes, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("rss");
            xml.writeAttribute("version", "2.0");
            xml.writeNamespace("atom", ATOM);
            xml.writeStartElement("channel");
            text(xml, "title", title);
            text(xml, "link", home);
            text(xml, "description", title);
            text(xml, "language", language);
            if (!posts.isEmpty()) {
                text(xml, "lastBuildDate", date(posts.stream().map(PostView.Published::changedAt).max(OffsetDateTime::compareTo).orElseThrow()));
            }
            xml.writeEmptyElement("atom", "link", ATOM);
            xml.writeAttribute("href", self);
            xml.writeAttribute("rel", "self");
            xml.writeAttribute("type", "application/rss+xml");
            for (PostView.Published post : posts) {
                item(xml, post);
            }
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
            return bytes.toByteArray();
        } catch (XMLStreamException inMemory) {
            throw new IllegalStateException(inMemory);
        }
    }

    private static void item(XMLStreamWriter xml, PostView.Published post) throws XMLStreamException {
        xml.writeStartElement("item");
        text(xml, "title", post.title());
        if (post.link() != null) {
            text(xml, "link", post.link());
        }
        text(xml, "description", post.body());
        text(xml, "category", post.unitName());
        xml.writeStartElement("guid");
        xml.writeAttribute("isPermaLink", "false");
        xml.writeCharacters("urn:uuid:" + post.id());
        xml.writeEndElement();
        text(xml, "pubDate", date(post.publishAt()));
        xml.writeEndElement();
    }

    private static void text(XMLStreamWriter xml, String element, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeCharacters(legible(text));
        xml.writeEndElement();
    }

    /** XML has no way at all to say most control characters. */
    private static String legible(String text) {
        return text.codePoints().filter(each -> each >= 0x20 && each != 0xFFFE && each != 0xFFFF || each == '\t' || each == '\n' || each == '\r')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static String date(OffsetDateTime at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.withOffsetSameInstant(ZoneOffset.UTC));
    }
}

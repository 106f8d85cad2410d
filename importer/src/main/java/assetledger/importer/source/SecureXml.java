package assetledger.importer.source;

import java.io.CharConversionException;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML that anybody may have written: without a document type, so that there are no entities, nothing outside is
 * opened and nothing grows; with a limit on the depth and on the length of each piece.
 */
final class SecureXml implements Closeable {
    static final int DEEPEST = 64;
    /** Bytes of one tag, text or comment. */
    static final int LONGEST_PIECE = 1 << 20;

    private static final XMLInputFactory FACTORY = factory();

    private final Ration bytes;
    private final XMLStreamReader reader;
    private int depth;

    private SecureXml(InputStream bytes) throws IOException {
        this.bytes = new Ration(bytes);
        try {
            this.reader = FACTORY.createXMLStreamReader(this.bytes);
        } catch (XMLStreamException e) {
            throw refused(e);
        }
    }

    /** Opens a document, whose bytes it closes. */
    static SecureXml over(InputStream bytes) throws IOException {
        try {
            return new SecureXml(bytes);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /**
     * Goes to the next piece.
     *
     * @return its kind, one of {@link XMLStreamConstants}
     * @throws XmlException when it is not well-formed or past a limit, with the place; at the end, too */
    int next() throws IOException {
        bytes.renew();
        if (reader.isEndElement()) {
            depth--;
        }
        try {
            int kind = reader.next();
            check(kind);
            return kind;
        } catch (XMLStreamException e) {
            throw refused(e);
        } catch (RuntimeException e) { // The parser's own slips on damaged input.
            throw new XmlException("line %d: it is not well-formed XML".formatted(line()));
        }
    }

    XMLStreamReader reader() {
        return reader;
    }

    /** How many elements are open, the one that starts or ends here among them. */
    int depth() {
        return depth;
    }

    int line() {
        return reader.getLocation().getLineNumber();
    }

    /** The encoding that the document declares; empty when it declares none. */
    Optional<String> encoding() {
        return Optional.ofNullable(reader.getCharacterEncodingScheme());
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private void check(int kind) throws XmlException {
        if (kind == XMLStreamConstants.DTD || kind == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new XmlException(
                    "line %d: a document type and entities of its own are not accepted".formatted(line()));
        }
        if (kind == XMLStreamConstants.START_ELEMENT && ++depth > DEEPEST) {
            throw new XmlException("line %d: elements are more than %d deep".formatted(line(), DEEPEST));
        }
    }

    private static IOException refused(XMLStreamException e) {
        int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
        Throwable cause = e.getNestedException();
        if (cause instanceof XmlException own) {
            return new XmlException("line %d: %s".formatted(line, own.getMessage()));
        }
        if (cause instanceof CharConversionException) {
            return new XmlException("line %d: bytes that are not in the encoding that it declares".formatted(line));
        }
        return cause instanceof IOException other
                ? other
                : new XmlException("line %d: it is not well-formed XML (%s)"
                        .formatted(line, plain(String.valueOf(e.getMessage()))));
    }

    /** The parser's own words, without its headings of places. */
    private static String plain(String message) {
        return message.replaceFirst("(?s)^.*Message: ", "").strip();
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("Nothing outside the file is opened");
        });
        return factory;
    }

    /** The document is not accepted; the message begins with the line. */
    static final class XmlException extends IOException {
        private static final long serialVersionUID = 1;

        XmlException(String sentence) {
            super(sentence);
        }
    }

    /** So many bytes and no more until it is renewed, which is before each piece. */
    private static final class Ration extends FilterInputStream {
        private int left = LONGEST_PIECE;

        Ration(InputStream bytes) {
            super(bytes);
        }

        void renew() {
            left = LONGEST_PIECE;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left <= 0) {
                throw new XmlException("a tag, text or comment is longer than %d bytes".formatted(LONGEST_PIECE));
            }
            int read = super.read(into, offset, Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}

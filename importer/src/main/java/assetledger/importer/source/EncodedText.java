package assetledger.importer.source;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The characters of a text file in its declared encoding, after its byte order mark. */
final class EncodedText {
    private static final int LOOKED_AT = 1_024;

    /** The byte order marks, as Latin-1. */
    private static final Map<String, String> MARKS = Map.of(
            "\u00EF\u00BB\u00BF", "UTF-8",
            "\u00FF\u00FE", "UTF-16LE",
            "\u00FE\u00FF", "UTF-16BE");

    private final String file;
    private final InputStream bytes;
    private final String start;

    private EncodedText(String file, InputStream bytes) throws IOException {
        this.file = file;
        this.bytes = bytes;
        this.start = start(bytes);
    }

    /**
     * Opens a text. Bytes that are not in the encoding come as {@link CellFaults#UNREADABLE}.
     *
     * @throws SourceException when its byte order mark is of another encoding, when it is UTF-16 of which nobody can
     *     say which byte of two comes first, or when it is no text */
    static Reader open(Path path, Charset declared) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(path));
        try {
            return new EncodedText(FileName.shown(path), bytes).reader(declared);
        } catch (IOException | SourceException e) {
            bytes.close();
            throw e;
        }
    }

    private Reader reader(Charset declared) throws IOException {
        String mark = declared.name().startsWith("UTF-32") ? "" : mark();
        Charset encoding = mark.isEmpty() ? withoutMark(declared) : ofMark(MARKS.getOrDefault(mark, ""), declared);
        bytes.skipNBytes(mark.length());
        Reader text = new BufferedReader(new InputStreamReader(
                bytes,
                encoding.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)));
        refuseZeros(text, declared);
        return text;
    }

    private String mark() {
        return MARKS.keySet().stream().filter(start::startsWith).findFirst().orElse("");
    }

    private Charset ofMark(String found, Charset declared) {
        boolean isSo = found.equals(declared.name()) || (isUtf16(declared) && found.startsWith("UTF-16"));
        if (!isSo) {
            throw new SourceException(
                    "%s begins with the byte order mark of %s, but the mapping declares %s: say 'encoding: %s'"
                            .formatted(file, found, declared.name(), found));
        }
        return Charset.forName(found);
    }

    /** In a header, letters of most alphabets have a zero byte in one half of their two. */
    private Charset withoutMark(Charset declared) {
        if (!isUtf16(declared)) {
            return declared;
        }
        long first = zeros(0);
        long second = zeros(1);
        if (first == second) {
            throw new SourceException(
                    "%s does not say which byte of two comes first: say 'encoding: UTF-16LE' or 'encoding: UTF-16BE'"
                            .formatted(file));
        }
        return first > second ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }

    private long zeros(int half) {
        long zeros = 0;
        for (int place = half; place < start.length(); place += 2) {
            zeros += start.charAt(place) == '\0' ? 1 : 0;
        }
        return zeros;
    }

    private void refuseZeros(Reader text, Charset declared) throws IOException {
        text.mark(LOOKED_AT + 1);
        char[] characters = new char[LOOKED_AT];
        int length = Math.max(0, text.read(characters, 0, LOOKED_AT));
        text.reset();
        if (new String(characters, 0, length).indexOf('\0') >= 0) {
            throw new SourceException(
                    "%s is not a text in %s, which the mapping declares: it has zero bytes near its start; some are UTF-16"
                            .formatted(file, declared.name()));
        }
    }

    private static boolean isUtf16(Charset encoding) {
        return encoding.equals(StandardCharsets.UTF_16);
    }

    private static String start(InputStream bytes) throws IOException {
        bytes.mark(LOOKED_AT + 1);
        String start = new String(bytes.readNBytes(LOOKED_AT), StandardCharsets.ISO_8859_1);
        bytes.reset();
        return start;
    }
}

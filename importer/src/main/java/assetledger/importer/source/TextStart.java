package assetledger.importer.source;

import java.io.IOException;
import java.io.Reader;

/** The first characters of a file: skips a byte order mark and refuses what is no text at all. */
final class TextStart {
    private static final int LOOKED_AT = 1_024;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TextStart() {}

    /**
     * Looks at the start of a file.
     *
     * @param text must support marks
     * @return the same reader, after its byte order mark
     */
    static Reader checked(Reader text, String file) throws IOException {
        text.mark(LOOKED_AT + 1);
        char[] start = new char[LOOKED_AT];
        int length = Math.max(0, text.read(start, 0, LOOKED_AT));
        text.reset();
        refuseOtherFiles(new String(start, 0, length), file);
        if (length > 0 && start[0] == BYTE_ORDER_MARK) {
            text.skip(1);
        }
        return text;
    }

    private static void refuseOtherFiles(String start, String file) {
        if (start.startsWith("PK\u0003\u0004")) {
            throw new SourceException("%s is a spreadsheet or an archive; save the table as CSV".formatted(file));
        }
        if (start.startsWith("%PDF") || start.indexOf('\0') >= 0) {
            throw new SourceException("%s is not a text in the encoding that the mapping declares".formatted(file));
        }
    }
}

package assetledger.importer.source;

import assetledger.importer.source.TableForm.Format;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a file is by its first bytes, whatever its name says.
 *
 * @param advice what to do when a table was expected
 * @param isSo told the first bytes as Latin-1
 */
record FileKind(String words, String advice, Predicate<String> isSo) {
    private static final int LOOKED_AT = 1_024;
    private static final String SAVE = "save the table as CSV or XLSX";

    private static final FileKind ARCHIVE = new FileKind(
            "a spreadsheet (XLSX) or another ZIP archive",
            "say 'format: xlsx' in the mapping, or save the table as CSV",
            start -> start.startsWith("PK\u0003\u0004") || start.startsWith("PK\u0005\u0006"));
    private static final FileKind XML =
            new FileKind("an XML document", "say 'format: xml' in the mapping", start -> opens(start, "<?xml"));
    private static final FileKind TEXT =
            new FileKind("a text", "say 'format: csv' in the mapping, or save it as XLSX", start -> true);

    private static final List<FileKind> KINDS = List.of(
            ARCHIVE,
            of(
                    "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1",
                    "a spreadsheet of the old kind (XLS), or one with a password",
                    "save it as XLSX without a password"),
            new FileKind("a program (EXE)", SAVE, start -> start.startsWith("MZ") && start.indexOf('\0') >= 0),
            of("\u007FELF", "a program (ELF)", SAVE),
            of("%PDF-", "a PDF document", SAVE),
            of("{\\rtf", "an RTF document", SAVE),
            of("\u0089PNG", "an image (PNG)", SAVE),
            of("\u00FF\u00D8\u00FF", "an image (JPEG)", SAVE),
            of("\u001F\u008B", "a compressed file (gzip)", "unpack it first"),
            of("7z\u00BC\u00AF", "a compressed file (7z)", "unpack it first"),
            of("Rar!", "a compressed file (RAR)", "unpack it first"),
            new FileKind("an HTML page", SAVE, start -> opens(start, "<!doctype html") || opens(start, "<html")),
            XML,
            TEXT);

    private static FileKind of(String start, String words, String advice) {
        return new FileKind(words, advice, bytes -> bytes.startsWith(start));
    }

    /**
     * Holds the first bytes of a file against what it is declared to be.
     *
     * @throws SourceException naming both when they differ, or when there are no bytes */
    static void check(Path file, Format declared) throws IOException {
        String start = start(file);
        if (start.isEmpty()) {
            throw new SourceException("%s contains no data rows: it is empty".formatted(FileName.shown(file)));
        }
        FileKind found =
                KINDS.stream().filter(kind -> kind.isSo.test(start)).findFirst().orElse(TEXT);
        if (!allowed(declared).contains(found)) {
            throw new SourceException("%s is declared as %s, but by its first bytes it is %s: %s"
                    .formatted(FileName.shown(file), declared.word(), found.words, found.advice));
        }
    }

    private static Set<FileKind> allowed(Format declared) {
        return switch (declared) {
            case XLSX -> Set.of(ARCHIVE);
            case XML -> Set.of(XML, TEXT);
            case CSV, JSONL -> Set.of(TEXT);
        };
    }

    private static String start(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return new String(bytes.readNBytes(LOOKED_AT), StandardCharsets.ISO_8859_1);
        }
    }

    /** Whether the text begins so, in any letter case, after a byte order mark and blanks, also as UTF-16. */
    private static boolean opens(String start, String word) {
        String text = start.replace("\0", "").replaceFirst("^(\u00EF\u00BB\u00BF|\u00FF\u00FE|\u00FE\u00FF)?\\s*", "");
        return text.toLowerCase(Locale.ROOT).startsWith(word);
    }
}

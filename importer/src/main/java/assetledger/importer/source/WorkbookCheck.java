package assetledger.importer.source;

import assetledger.importer.archive.Archive;
import assetledger.importer.archive.ArchiveException;
import assetledger.importer.archive.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;

/**
 * Looks through every part of a spreadsheet file before the library that reads it, which believes what stands there.
 */
final class WorkbookCheck {
    private static final String CONTENT_TYPES = "[Content_Types].xml";
    private static final Pattern ACTIVE = Pattern.compile("(?i).*(vbaProject|macrosheets|activeX|embeddings).*");
    private static final Set<String> ENCODINGS = Set.of("UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE");
    /** Kinds of relationships that may lead outside, because nobody follows them. */
    private static final Pattern LEFT_ALONE = Pattern.compile(".*/(hyperlink|externalLinkPath|xlPathMissing)");
    /** Parts that are held in memory. */
    private static final Set<String> HELD = Set.of("sst", "styleSheet", "workbook", "Types", "Relationships");

    private static final long LARGEST_HELD = 32L << 20;
    private static final int MOST_SHARED = 1_000_000;

    private final Archive archive;
    private final List<String> notes = new ArrayList<>();
    private final List<SheetCheck> sheets = new ArrayList<>();
    private int sharedTables;
    private int sharedTexts;
    private boolean hasStyles;

    private WorkbookCheck(Archive archive) {
        this.archive = archive;
    }

    /** @throws ArchiveException when a part is not what a spreadsheet program writes, or active, or leads outside */
    static WorkbookCheck of(Path path) throws IOException {
        try (Archive archive = Archive.open(path)) {
            WorkbookCheck check = new WorkbookCheck(archive);
            check.checkNames();
            for (Entry part : archive.entries().values()) {
                if (isXml(part.name())) {
                    check.checkPart(part);
                }
            }
            check.checkShared();
            return check;
        }
    }

    boolean hasStyles() {
        return hasStyles;
    }

    List<String> notes() {
        return notes;
    }

    private void checkNames() throws ArchiveException {
        if (!archive.entries().containsKey(CONTENT_TYPES)) {
            throw new ArchiveException("it is an archive, but no spreadsheet");
        }
        for (String name : archive.entries().keySet()) {
            if (ACTIVE.matcher(name).matches()) {
                throw new ArchiveException(
                        "it has macros, controls or documents inside (%s); save it as .xlsx without them"
                                .formatted(name));
            }
        }
        noteParts("xl/externalLinks/", "The workbook refers to others; nothing of them is read");
        noteParts("xl/pivotCache/", "The workbook has pivot tables; what they hold is not read");
    }

    private void noteParts(String folder, String sentence) {
        if (archive.entries().keySet().stream().anyMatch(name -> name.startsWith(folder))) {
            notes.add(sentence);
        }
    }

    private static boolean isXml(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".xml") || lower.endsWith(".rels");
    }

    private void checkPart(Entry part) throws IOException {
        try (SecureXml xml = SecureXml.over(archive.bytes(part))) {
            checkEncoding(xml);
            int kind = xml.next();
            while (kind != XMLStreamConstants.START_ELEMENT) {
                kind = xml.next();
            }
            String root = xml.reader().getLocalName();
            if (HELD.contains(root) && part.size() > LARGEST_HELD) {
                throw new ArchiveException("it is longer than %d MiB".formatted(LARGEST_HELD >> 20));
            }
            checkContent(root, xml);
        } catch (SecureXml.XmlException e) {
            throw new ArchiveException("%s, %s".formatted(part.name(), e.getMessage()));
        } catch (ArchiveException e) {
            throw new ArchiveException("%s: %s".formatted(part.name(), e.getMessage()));
        }
    }

    private static void checkEncoding(SecureXml xml) throws ArchiveException {
        String encoding = xml.encoding().orElse("UTF-8").toUpperCase(Locale.ROOT);
        if (!ENCODINGS.contains(encoding)) {
            throw new ArchiveException("it is neither UTF-8 nor UTF-16");
        }
    }

    private void checkContent(String root, SecureXml xml) throws IOException {
        switch (root) {
            case "worksheet" -> {
                SheetCheck sheet = new SheetCheck();
                forEach(xml, sheet::take);
                sheets.add(sheet);
            }
            case "sst" -> {
                sharedTables++;
                forEach(xml, this::countShared);
            }
            case "styleSheet" -> {
                hasStyles = true;
                forEach(xml, (kind, reader) -> {});
            }
            case "Relationships" -> forEach(xml, WorkbookCheck::checkRelationship);
            case "Types" -> forEach(xml, WorkbookCheck::checkType);
            default -> forEach(xml, (kind, reader) -> {});
        }
    }

    /** Told of each piece of a part. */
    @FunctionalInterface
    private interface Pieces {
        void take(int kind, XMLStreamReader reader) throws IOException;
    }

    private static void forEach(SecureXml xml, Pieces pieces) throws IOException {
        for (int kind = xml.next(); kind != XMLStreamConstants.END_DOCUMENT; kind = xml.next()) {
            pieces.take(kind, xml.reader());
        }
    }

    private void countShared(int kind, XMLStreamReader reader) throws ArchiveException {
        if (kind == XMLStreamConstants.START_ELEMENT
                && "si".equals(reader.getLocalName())
                && ++sharedTexts > MOST_SHARED) {
            throw new ArchiveException("it has more than %d different texts".formatted(MOST_SHARED));
        }
    }

    private static void checkRelationship(int kind, XMLStreamReader reader) throws ArchiveException {
        boolean leadsOutside = kind == XMLStreamConstants.START_ELEMENT
                && "External".equalsIgnoreCase(reader.getAttributeValue(null, "TargetMode"))
                && !LEFT_ALONE
                        .matcher(String.valueOf(reader.getAttributeValue(null, "Type")))
                        .matches();
        if (leadsOutside) {
            throw new ArchiveException("it refers to something outside the file");
        }
    }

    private static void checkType(int kind, XMLStreamReader reader) throws ArchiveException {
        boolean hasMacros = kind == XMLStreamConstants.START_ELEMENT
                && String.valueOf(reader.getAttributeValue(null, "ContentType")).contains("macroEnabled");
        if (hasMacros) {
            throw new ArchiveException("it is a workbook with macros; save it as .xlsx without them");
        }
    }

    private void checkShared() throws ArchiveException {
        if (sharedTables > 1) {
            throw new ArchiveException("it has two tables of texts");
        }
        for (SheetCheck sheet : sheets) {
            sheet.checkShared(sharedTexts);
        }
    }
}

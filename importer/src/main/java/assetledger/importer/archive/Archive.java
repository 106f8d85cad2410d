package assetledger.importer.archive;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A ZIP file whose directory has been looked through: it has few entries, all of them plain, none on top of another,
 * none that inflates beyond measure, and none that is an archive itself.
 */
public final class Archive implements AutoCloseable {
    private static final long LARGEST = 512L << 20;
    private static final long UNSUSPICIOUS = 1L << 20;
    private static final int MOST_INFLATION = 200;
    private static final int BEGINNING = 8;
    /** How archives and containers of documents begin, as Latin-1. */
    private static final Set<String> CONTAINERS = Set.of(
            "PK\u0003\u0004", "PK\u0005\u0006", "\u00D0\u00CF\u0011\u00E0", "\u001F\u008B", "7z\u00BC\u00AF", "Rar!");

    private final ZipFile zip;
    private final Map<String, Entry> entries;

    private Archive(ZipFile zip, Map<String, Entry> entries) {
        this.zip = zip;
        this.entries = entries;
    }

    /**
     * Looks a file through.
     *
     * @throws ArchiveException when an entry or the whole is not what an honest program writes */
    public static Archive open(Path path) throws IOException {
        List<Entry> directory = ZipDirectory.read(path);
        Names.check(directory);
        Map<String, Entry> entries = new LinkedHashMap<>();
        long total = 0;
        for (Entry entry : directory) {
            check(entry);
            total += entry.size();
            entries.put(entry.name(), entry);
        }
        if (total > LARGEST) {
            throw new ArchiveException(
                    "it inflates to %d MiB; at most %d are accepted".formatted(total >> 20, LARGEST >> 20));
        }
        Archive archive = new Archive(opened(path.toFile()), entries);
        try {
            archive.refuseContainers();
            return archive;
        } catch (IOException e) {
            archive.close();
            throw e;
        }
    }

    /** The entries by name, in the order of the directory. */
    public Map<String, Entry> entries() {
        return entries;
    }

    /** The inflated bytes of an entry. They end with an {@link ArchiveException} when they are not as many, or not
     * those, that the directory tells of. */
    public InputStream bytes(Entry entry) throws IOException {
        ZipEntry found = zip.getEntry(entry.name());
        if (found == null) {
            throw new ArchiveException("its directory cannot be read in the same way twice");
        }
        return new EntryStream(zip.getInputStream(found), entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static void check(Entry entry) throws ArchiveException {
        if (entry.isEncrypted()) {
            throw new ArchiveException("it is encrypted; save it without a password");
        }
        if (entry.isLink()) {
            throw new ArchiveException("it has an entry that is a link (%s)".formatted(Names.shown(entry.name())));
        }
        if (entry.method() != Entry.DEFLATED && entry.method() != Entry.STORED) {
            throw new ArchiveException(
                    "it has an entry that is packed in an unusual way (%s)".formatted(Names.shown(entry.name())));
        }
        boolean hasWrongSize = entry.method() == Entry.STORED && entry.size() != entry.packed();
        if (hasWrongSize || entry.size() > LARGEST || (entry.isFolder() && entry.size() > 0)) {
            throw new ArchiveException("it states a size that cannot be (%s)".formatted(Names.shown(entry.name())));
        }
        if (entry.size() > UNSUSPICIOUS && entry.size() / Math.max(1, entry.packed()) > MOST_INFLATION) {
            throw new ArchiveException("it has an entry that inflates more than %d times (%s)"
                    .formatted(MOST_INFLATION, Names.shown(entry.name())));
        }
    }

    private static ZipFile opened(File file) throws IOException {
        try {
            return new ZipFile(file);
        } catch (ZipException | IllegalArgumentException e) {
            throw new ArchiveException("its directory cannot be read: " + e.getMessage());
        }
    }

    private void refuseContainers() throws IOException {
        for (Entry entry : entries.values()) {
            String start = start(entry);
            if (CONTAINERS.stream().anyMatch(start::startsWith)) {
                throw new ArchiveException(
                        "it has an archive, a document or macros inside (%s)".formatted(Names.shown(entry.name())));
            }
        }
    }

    private String start(Entry entry) throws IOException {
        try (InputStream bytes = bytes(entry)) {
            return new String(bytes.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
        }
    }
}

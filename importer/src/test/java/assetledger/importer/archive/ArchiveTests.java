package assetledger.importer.archive;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What honest programs write is accepted; {@code HostileFileTests} has what is refused. */
class ArchiveTests {
    private static final byte[] BYTES = "<a>text</a>".repeat(1_000).getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void readsWhatTheJdkWritesWithSizesAfterTheBytes() throws IOException {
        Path file = folder.resolve("jdk.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String name : new String[] {"a.xml", "b/", "b/c.xml"}) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.endsWith("/") ? new byte[0] : BYTES);
            }
        }

        assertHolds(file, "b/c.xml");
    }

    /** ZIP64 numbers stand also in small files of programs that do not know the size beforehand. */
    @CsvSource({"Never, true", "Always, true", "AlwaysWithCompatibility, true", "Always, false", "AsNeeded, false"})
    @ParameterizedTest
    void readsWhatCommonsCompressWrites(Zip64Mode mode, boolean canSeek) throws IOException {
        Path file = folder.resolve("commons.zip");
        try (OutputStream bytes = Files.newOutputStream(file);
                ZipArchiveOutputStream zip =
                        canSeek ? new ZipArchiveOutputStream(file) : new ZipArchiveOutputStream(bytes)) {
            zip.setUseZip64(mode);
            for (String name : new String[] {"a.xml", "b/c.xml"}) {
                zip.putArchiveEntry(new ZipArchiveEntry(name));
                zip.write(BYTES);
                zip.closeArchiveEntry();
            }
        }

        assertHolds(file, "b/c.xml");
    }

    @Test
    void noticesAByteThatChanged() throws IOException {
        Path file = folder.resolve("jdk.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(0);
            zip.putNextEntry(new ZipEntry("a.xml"));
            zip.write(BYTES);
        }
        byte[] all = Files.readAllBytes(file);
        all[100]++;
        Files.write(file, all);

        assertThatExceptionOfType(ArchiveException.class)
                .isThrownBy(() -> assertHolds(file, "a.xml"))
                .withMessage("an entry holds other bytes than the directory tells of (a.xml)");
    }

    private static void assertHolds(Path file, String name) throws IOException {
        try (Archive archive = Archive.open(file)) {
            assertThat(archive.entries()).containsKey(name);
            try (InputStream bytes =
                    archive.bytes(requireNonNull(archive.entries().get(name)))) {
                assertThat(bytes.readAllBytes()).isEqualTo(BYTES);
            }
        }
    }
}

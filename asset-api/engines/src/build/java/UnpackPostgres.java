import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks the PostgreSQL binaries during the build: {@code java UnpackPostgres.java binaries.jar directory}. Unlike Ant's own task it keeps executable bits and
 * symbolic links, without which PostgreSQL finds no libraries. Does nothing when the directory is there: it appears under its name only when complete.
 */
final class UnpackPostgres {
    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        Path directory = Path.of(arguments[1]);
        if (Files.exists(directory)) {
            return;
        }
        Path partial = directory.resolveSibling(directory.getFileName() + ".partial");
        deleteAll(partial);
        try (ZipFile zip = new ZipFile(jar.toFile());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(zip.getInputStream(archive(zip))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, partial);
            }
        }
        Files.move(partial, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    private static ZipEntry archive(ZipFile zip) {
        return zip.stream()
                .filter(entry -> entry.getName().endsWith(".txz"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The PostgreSQL binaries are a .txz file inside a jar, but %s holds none".formatted(zip.getName())));
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path into) throws IOException {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
            throw new IOException("The archive names a place outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            target.toFile().setExecutable((entry.getMode() & 0111) != 0, false);
        }
    }

    private static void deleteAll(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

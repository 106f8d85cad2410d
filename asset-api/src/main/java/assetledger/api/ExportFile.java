package assetledger.api;

import assetledger.api.LedgerCommands.NotDone;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Where an export goes. A file has its name only when all of it is on the disk. */
final class ExportFile {
    private static final int BUFFER = 1 << 16;

    private final @Nullable Path file;
    private final OutputStream stream;

    private ExportFile(@Nullable Path file, OutputStream stream) {
        this.file = file;
        this.stream = stream;
    }

    static ExportFile stream(OutputStream stream) {
        return new ExportFile(null, stream);
    }

    /** Refuses a file that is there: it may be the last good backup. */
    static ExportFile at(Path file) {
        if (Files.exists(file)) {
            throw new NotDone("%s is there already; name another file".formatted(file), null);
        }
        return new ExportFile(file, OutputStream.nullOutputStream());
    }

    /** Lets the export be written, and sees to it that it is complete; what failed is removed. */
    <T> T write(Function<OutputStream, T> writing) {
        try {
            return file == null ? flushed(stream, writing) : kept(file, writing);
        } catch (IOException | UncheckedIOException failure) {
            throw new NotDone("The export cannot be written: " + failure.getMessage(), failure);
        }
    }

    private static <T> T flushed(OutputStream stream, Function<OutputStream, T> writing) throws IOException {
        OutputStream buffered = new BufferedOutputStream(stream, BUFFER);
        T result = writing.apply(buffered);
        buffered.flush();
        return result;
    }

    private static <T> T kept(Path file, Function<OutputStream, T> writing) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        T result;
        try (OutputStream out = opened(file, partial)) {
            result = writing.apply(out);
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(partial);
            throw failure;
        }
        try (FileChannel written = FileChannel.open(partial, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        return result;
    }

    private static OutputStream opened(Path file, Path partial) throws IOException {
        OutputStream raw = Files.newOutputStream(partial);
        return new BufferedOutputStream(
                file.toString().endsWith(".gz") ? new GZIPOutputStream(raw, BUFFER) : raw, BUFFER);
    }
}

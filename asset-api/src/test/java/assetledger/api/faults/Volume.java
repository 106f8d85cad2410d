package assetledger.api.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system of its own in memory, that can be filled. */
final class Volume implements AutoCloseable {
    private static final byte[] PART = new byte[4_096];

    private final Path place;

    private Volume(Path place) {
        this.place = place;
    }

    /** Mounts one; where this user may not, the test is skipped and says so. */
    static Volume mount(Path place, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(place);
        String said = run(
                "mount", "-t", "tmpfs", "-o", "size=%dm,mode=0700".formatted(megabytes), "faults", place.toString());
        assumeTrue(said.isEmpty(), "No file system can be mounted here, which takes root: " + said);
        return new Volume(place);
    }

    /** Says nothing where it went well. */
    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        int status = process.waitFor();
        return status == 0 ? "" : "status %d, %s".formatted(status, said.strip());
    }

    /** Moves a directory here and leaves a link in its place. */
    void take(Path directory) throws IOException, InterruptedException {
        Path here = place.resolve(directory.getFileName());
        String said = run("cp", "--archive", directory.toString(), here.toString());
        if (!said.isEmpty()) {
            throw new IOException(said);
        }
        Scratch.remove(directory);
        Files.createSymbolicLink(directory, here);
    }

    /** Leaves not a byte. */
    void fill() throws IOException {
        try (OutputStream filler = Files.newOutputStream(filler())) {
            while (true) {
                filler.write(PART);
            }
        } catch (IOException full) {
            if (Files.getFileStore(place).getUsableSpace() > 0) {
                throw full;
            }
        }
    }

    /** Gives back what {@link #fill} took. */
    void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return place.resolve("filler");
    }

    @Override
    public void close() throws IOException {
        try {
            String said = run("umount", "--lazy", place.toString());
            if (!said.isEmpty()) {
                throw new IOException(said);
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}

package assetledger.api.proof;

import assetledger.proof.Checkpoint;
import assetledger.proof.Frontier;
import assetledger.proof.Hash;
import assetledger.proof.SignerKey;
import assetledger.proof.VerifierKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What this installation keeps of the log that it signs, on its own disk and never in the database: the log's name, the
 * keys, and each checkpoint that was ever signed. All of it blocks.
 *
 * <p>{@code signer/1} holds the first log, {@code signer/2} the one that follows it after a restore, and so on: in
 * {@code origin} the name and what it follows, in {@code signed} a line for each checkpoint, in {@code keys} a file for
 * each key.
 */
public final class SignedLog {
    private static final int LONGEST_LINE = 100;
    /** More checkpoints than these need not be compared with a ledger; they are taken evenly from all. */
    private static final int MOST = 10_000;

    private final Path directory;
    private final String origin;
    private final @Nullable Checkpoint follows;

    private SignedLog(Path directory, String origin, @Nullable Checkpoint follows) {
        this.directory = directory;
        this.origin = origin;
        this.follows = follows;
    }

    /** The log that is signed now by the installation of a data directory; empty where it never signed. */
    public static Optional<SignedLog> in(Path data) {
        return reading(() -> {
            Path all = data.resolve("signer");
            if (Files.notExists(all)) {
                return Optional.empty();
            }
            try (Stream<Path> logs = Files.list(all)) {
                Optional<Path> last = logs.filter(
                                log -> log.getFileName().toString().matches("[1-9][0-9]{0,8}"))
                        .max(Comparator.comparing(SignedLog::number));
                return last.isPresent() ? Optional.of(read(last.get())) : Optional.empty();
            }
        });
    }

    private static int number(Path log) {
        return Integer.parseInt(log.getFileName().toString());
    }

    private static SignedLog read(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log.resolve("origin"));
        return new SignedLog(
                log, lines.get(0), lines.size() > 1 ? checkpoint(lines.get(1).split(" ", -1)) : null);
    }

    /**
     * Begins a log with a key of its own; its directory is there as a whole or not at all.
     * @param ledger the ledger's name, which is that of its first log
     * @param follows the last checkpoint of the log before; absent for the first
     */
    static SignedLog begin(Path data, String ledger, @Nullable Checkpoint follows) {
        return reading(() -> {
            Path all = data.resolve("signer");
            Files.createDirectories(all);
            int number = in(data).map(log -> number(log.directory) + 1).orElse(1);
            String origin = number == 1 ? ledger : "%s/log%d".formatted(ledger, number);
            Path draft = Files.createTempDirectory(all, "new");
            new SignedLog(draft, origin, follows).addKey();
            write(
                    draft,
                    "origin",
                    origin + "\n" + (follows == null ? "" : follows.origin() + " " + line(follows)),
                    false);
            Path place = all.resolve(Integer.toString(number));
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
            sync(all);
            return new SignedLog(place, origin, follows);
        });
    }

    public String origin() {
        return origin;
    }

    /** The last checkpoint of the log that this one follows; empty for the first. */
    public Optional<Checkpoint> follows() {
        return Optional.ofNullable(follows);
    }

    /** What is signed of a checkpoint: in a log that follows another, that too, so that nobody takes the one for the other. */
    String text(Checkpoint checkpoint) {
        return follows == null
                ? checkpoint.text()
                : "%sfollows %s %d %s\n"
                        .formatted(
                                checkpoint.text(),
                                follows.origin(),
                                follows.size(),
                                follows.root().base64());
    }

    /** What was signed last; where nothing was, a tree without leaves. */
    public Checkpoint last() {
        return reading(() -> {
            if (Files.notExists(signed())) {
                return nothing();
            }
            try (RandomAccessFile file = new RandomAccessFile(signed().toFile(), "r")) {
                String line = lastLine(file);
                return line.isEmpty() ? nothing() : checkpoint((origin + " " + line).split(" ", -1));
            }
        });
    }

    private Checkpoint nothing() {
        return new Checkpoint(origin, 0, new Frontier().root());
    }

    /** The last line that was written to its end; one that was not was never published either. Empty where there is none. */
    private static String lastLine(RandomAccessFile file) throws IOException {
        byte[] end = new byte[(int) Math.min(file.length(), 2L * LONGEST_LINE)];
        file.seek(file.length() - end.length);
        file.readFully(end);
        String text = new String(end, StandardCharsets.US_ASCII);
        int last = text.lastIndexOf('\n');
        return last < 0 ? "" : text.substring(text.lastIndexOf('\n', last - 1) + 1, last);
    }

    /** All that was signed, or where that is very much some of it, the last always; in their order. */
    public List<Checkpoint> all() {
        List<Checkpoint> all = new ArrayList<>();
        if (Files.notExists(signed())) {
            return all;
        }
        return reading(() -> {
            int stride = 1;
            long number = 0;
            try (BufferedReader lines = Files.newBufferedReader(signed(), StandardCharsets.US_ASCII)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String[] parts = line.split(" ", -1);
                    if (number++ % stride == 0 && parts.length == 2) {
                        all.add(checkpoint(new String[] {origin, parts[0], parts[1]}));
                    }
                    if (all.size() >= MOST) {
                        stride *= 2;
                        for (int kept = 0; kept < all.size(); kept++) {
                            all.remove(kept);
                        }
                    }
                }
            }
            Checkpoint last = last();
            if (!all.contains(last)) {
                all.add(last);
            }
            return all;
        });
    }

    /** Remembers a checkpoint, and comes back when the disk has it; to be called before anybody is shown its signature. */
    void remember(Checkpoint checkpoint) {
        reading(() -> {
            boolean fresh = Files.notExists(signed());
            try (RandomAccessFile file = new RandomAccessFile(signed().toFile(), "rw")) {
                if (!fresh) {
                    file.setLength(endOfLastLine(file));
                }
                file.seek(file.length());
                file.write(line(checkpoint).getBytes(StandardCharsets.US_ASCII));
                file.getFD().sync();
            }
            if (fresh) {
                sync(directory);
            }
            return checkpoint;
        });
    }

    private static long endOfLastLine(RandomAccessFile file) throws IOException {
        for (long end = file.length(); end > 0; end--) {
            file.seek(end - 1);
            if (file.read() == '\n') {
                return end;
            }
        }
        return 0;
    }

    private Path signed() {
        return directory.resolve("signed");
    }

    private static String line(Checkpoint checkpoint) {
        return "%d %s\n".formatted(checkpoint.size(), checkpoint.root().base64());
    }

    private static Checkpoint checkpoint(String[] parts) {
        try {
            return new Checkpoint(
                    parts[0],
                    Long.parseLong(parts[1]),
                    Hash.of(Base64.getDecoder().decode(parts[2])));
        } catch (RuntimeException unreadable) {
            throw new Unsound(
                    "The signer's own record holds '%s', which is no checkpoint".formatted(String.join(" ", parts)));
        }
    }

    /** The keys that sign, the oldest first: one, or two while a key is being changed. */
    List<SignerKey> signers() {
        return reading(() -> {
            List<SignerKey> signers = new ArrayList<>();
            for (Path key : keys()) {
                String text = Files.readString(key);
                if (text.strip().contains("\n")) {
                    signers.add(SignerKey.of(text));
                }
            }
            return signers;
        });
    }

    /** The keys by which checkpoints of this log are verified, the oldest first; those that sign no more, too. */
    public List<VerifierKey> verifiers() {
        return reading(() -> {
            List<VerifierKey> verifiers = new ArrayList<>();
            for (Path key : keys()) {
                verifiers.add(VerifierKey.of(Files.readAllLines(key).get(0)));
            }
            return verifiers;
        });
    }

    /** The same of the log that an installation signs now; none where it never signed. */
    static List<VerifierKey> verifiersIn(Path data) {
        return in(data).map(SignedLog::verifiers).orElse(List.of());
    }

    /** Makes a new key, which signs beside the others from now on. */
    public VerifierKey addKey() {
        return reading(() -> {
            Files.createDirectories(directory.resolve("keys"));
            SignerKey key = SignerKey.make(origin, VerifierKey.Kind.ED25519);
            int number = keys().size() + 1;
            write(directory.resolve("keys"), "%04d".formatted(number), key.format(), true);
            return key.verifier();
        });
    }

    /** Forgets the secrets of all keys but the newest, which alone signs from now on; what they signed stays verifiable. */
    public void retireOldKeys() {
        reading(() -> {
            List<Path> keys = keys();
            for (Path key : keys.subList(0, keys.size() - 1)) {
                write(
                        directory.resolve("keys"),
                        key.getFileName().toString(),
                        Files.readAllLines(key).get(0) + "\n",
                        true);
            }
            return keys;
        });
    }

    private List<Path> keys() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("keys"))) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9]{4}"))
                    .sorted()
                    .toList();
        }
    }

    private static void write(Path directory, String name, String text, boolean secret) throws IOException {
        Path draft = Files.createTempFile(directory, "new", ".tmp");
        if (secret && Files.getFileStore(draft).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
        }
        try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            out.force(true);
        }
        Files.move(draft, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(directory);
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel place = FileChannel.open(directory)) {
            place.force(true);
        }
    }

    /** What touches the disk and may fail. */
    private interface Work<T> {
        T run() throws IOException;
    }

    private static <T> T reading(Work<T> work) {
        try {
            return work.run();
        } catch (IOException failure) {
            throw new UncheckedIOException("The signer's directory cannot be used: " + failure.getMessage(), failure);
        }
    }
}

package assetledger.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Sees to it that a ledger shows everybody the same growing log: it signs a checkpoint only if that adds to the last one
 * that it signed (C2SP tlog-witness, {@code add-checkpoint}). What it signed last stands in its own directory, one file
 * a ledger, written before the signature is given away.
 */
public final class Witness {
    private static final int MOST_PROOF_LINES = 63;
    private static final String OLD = "old ";

    private final SignerKey key;
    private final Map<String, List<VerifierKey>> ledgers;
    private final Path directory;
    private final Clock clock;

    /**
     * A witness of some ledgers.
     * @param ledgers their keys, each named like the origin that it signs for; a ledger whose key was changed has several
     * @param directory where it remembers; its own, and not the ledger's
     */
    public Witness(SignerKey key, List<VerifierKey> ledgers, Path directory, Clock clock) {
        if (key.verifier().kind() != VerifierKey.Kind.COSIGNATURE) {
            throw new IllegalArgumentException("A witness signs with a key for cosignatures");
        }
        this.key = key;
        this.ledgers = ledgers.stream().collect(Collectors.groupingBy(VerifierKey::name));
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * What a witness says.
     * @param status of HTTP
     */
    public record Answer(int status, String contentType, String body) {
        private static Answer text(int status, String sentence) {
            return new Answer(status, "text/plain; charset=utf-8", sentence + "\n");
        }

        private static Answer size(long size) {
            return new Answer(409, "text/x.tlog.size", size + "\n");
        }
    }

    /** Answers one {@code add-checkpoint}; one at a time, so that two cannot both follow the same checkpoint. */
    public synchronized Answer add(String request) {
        try {
            int end = request.indexOf("\n\n");
            List<String> lines =
                    end < 0 ? List.of() : request.substring(0, end).lines().toList();
            if (lines.isEmpty() || !lines.get(0).startsWith(OLD) || lines.size() > 1 + MOST_PROOF_LINES) {
                return Answer.text(
                        400, "A request is a line 'old N', the lines of a proof, an empty line and a checkpoint");
            }
            long old = Text.number(lines.get(0).substring(OLD.length()));
            List<Hash> path = lines.stream().skip(1).map(Hash::ofBase64).toList();
            return add(old, path, SignedNote.of(request.substring(end + 2)));
        } catch (Unproven malformed) {
            return Answer.text(400, String.valueOf(malformed.getMessage()));
        }
    }

    private Answer add(long old, List<Hash> path, SignedNote note) {
        Checkpoint next = Checkpoint.of(note.text());
        List<VerifierKey> keys = ledgers.getOrDefault(next.origin(), List.of());
        if (keys.isEmpty()) {
            return Answer.text(404, "The ledger %s is not known here".formatted(next.origin()));
        }
        if (keys.stream().noneMatch(note::isSignedBy)) {
            return Answer.text(403, "No key of %s that is known here signed this".formatted(next.origin()));
        }
        Checkpoint last = last(next.origin());
        if (old > next.size()) {
            return Answer.text(
                    400, "The checkpoint has %d events, fewer than the %d before".formatted(next.size(), old));
        }
        if (old != last.size() || (old == next.size() && !next.root().equals(last.root()))) {
            return Answer.size(last.size());
        }
        try {
            new ConsistencyProof(old, next.size(), path).demand(last.root(), next.root());
        } catch (Unproven split) {
            return Answer.text(422, String.valueOf(split.getMessage()));
        }
        return sign(next, note.text());
    }

    private Answer sign(Checkpoint next, String text) {
        SignedNote cosigned = new SignedNote(text, List.of(key.sign(text, clock.instant())));
        remember(next.origin(), cosigned);
        String line = cosigned.format().substring(text.length() + 1);
        return new Answer(200, "text/plain; charset=utf-8", line);
    }

    /** What was signed last; of a ledger never seen before, a tree without leaves. */
    private Checkpoint last(String origin) {
        Path file = file(origin);
        if (!Files.exists(file)) {
            return new Checkpoint(origin, 0, Hash.empty());
        }
        Function<String, String> own = note -> SignedNote.of(note).demand(key.verifier());
        try {
            return Checkpoint.of(own.apply(Files.readString(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The last checkpoint in %s cannot be read".formatted(file), unreadable);
        }
    }

    private void remember(String origin, SignedNote note) {
        Path file = file(origin);
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(directory);
            try (FileChannel out = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                out.write(ByteBuffer.wrap(note.format().getBytes(StandardCharsets.UTF_8)));
                out.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel place = FileChannel.open(directory)) {
                place.force(true);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The checkpoint cannot be kept in " + directory, unwritable);
        }
    }

    private Path file(String origin) {
        return directory.resolve(
                Hash.leaf(origin.getBytes(StandardCharsets.UTF_8)).hex() + ".checkpoint");
    }
}

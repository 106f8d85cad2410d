package assetledger.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The verifier as a program: {@code java -jar assetledger-verify.jar}. It needs no server, no network and nothing but a
 * Java. Exit code 0: proven; 1: not proven, and why; 2: it could not be tried.
 */
public final class Verify {
    private static final String USAGE = """
            Usage, with the ledger's public key as text or in a file:
              verify receipt FILE --key KEY            an event is in the ledger
              verify checkpoint FILE --key KEY [--older FILE --proof FILE]
                                                       a checkpoint is signed, and only adds to an older one
              verify ledger FILE [--checkpoint FILE ... --key KEY]
                                                       a whole export is sound, and is what checkpoints tell of
            More than one --key: the ledger's keys before and after a change. --witness KEY ... --quorum N: so many of
            these witnesses must have signed as well.
            """;

    private final PrintStream out;
    private final List<Path> files = new ArrayList<>();
    private final List<Path> checkpoints = new ArrayList<>();
    private final List<Path> older = new ArrayList<>();
    private final List<Path> proofs = new ArrayList<>();
    private final List<VerifierKey> keys = new ArrayList<>();
    private final List<VerifierKey> witnesses = new ArrayList<>();
    private int quorum;

    private Verify(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments, new PrintStream(System.out, true, StandardCharsets.UTF_8)));
    }

    /** Carries out one verification; its sentences go to {@code out}. */
    static int run(String[] arguments, PrintStream out) {
        try {
            new Verify(out).verify(List.of(arguments));
            return 0;
        } catch (Unproven unproven) {
            out.println("NOT PROVEN: " + unproven.getMessage());
            return 1;
        } catch (IOException unreadable) {
            out.println("A file cannot be read: " + unreadable.getMessage());
            return 2;
        } catch (IllegalArgumentException usage) {
            out.println(usage.getMessage());
            out.print(USAGE);
            return 2;
        }
    }

    private void verify(List<String> arguments) throws IOException {
        String what = arguments.isEmpty() ? "" : arguments.get(0);
        for (int i = 1; i < arguments.size(); i++) {
            if (arguments.get(i).startsWith("--")) {
                option(arguments.get(i), i + 1 < arguments.size() ? arguments.get(++i) : "");
            } else {
                files.add(Path.of(arguments.get(i)));
            }
        }
        if (files.size() != 1) {
            throw new IllegalArgumentException("One file is verified at a time");
        }
        switch (what) {
            case "receipt" -> receipt();
            case "checkpoint" -> checkpoint();
            case "ledger" -> ledger();
            default ->
                throw new IllegalArgumentException("What can be verified is a receipt, a checkpoint or a ledger");
        }
    }

    private void option(String name, String value) throws IOException {
        switch (name) {
            case "--key" -> keys.add(key(value));
            case "--witness" -> witnesses.add(key(value));
            case "--quorum" -> quorum = (int) Text.number(value);
            case "--checkpoint" -> checkpoints.add(Path.of(value));
            case "--older" -> older.add(Path.of(value));
            case "--proof" -> proofs.add(Path.of(value));
            default -> throw new IllegalArgumentException("There is no option " + name);
        }
    }

    static VerifierKey key(String value) throws IOException {
        return VerifierKey.of(value.contains("+") ? value : Files.readString(Path.of(value)));
    }

    private Policy policy() {
        return new Policy(keys, witnesses, quorum);
    }

    private void receipt() throws IOException {
        Receipt receipt = Receipt.of(Files.readString(files.get(0)));
        Checkpoint covering = receipt.demand(policy());
        out.printf(
                "Proven: the ledger %s has this as its event %d, as of its checkpoint of %d events:%n%s%n",
                covering.origin(), receipt.proof().index(), covering.size(), receipt.leaf());
    }

    private void checkpoint() throws IOException {
        Policy policy = policy();
        Checkpoint checkpoint = read(files.get(0), policy);
        out.printf(
                "Proven: the ledger %s had %d events and the root %s%n",
                checkpoint.origin(), checkpoint.size(), checkpoint.root().base64());
        if (older.size() != proofs.size() || older.size() > 1) {
            throw new IllegalArgumentException("An older checkpoint and the proof that connects the two go together");
        }
        for (Path file : older) {
            Checkpoint before = read(file, policy);
            if (!before.origin().equals(checkpoint.origin())) {
                throw new Unproven("The two checkpoints are of two ledgers");
            }
            List<Hash> path =
                    Files.readString(proofs.get(0)).lines().map(Hash::ofBase64).toList();
            new ConsistencyProof(before.size(), checkpoint.size(), path).demand(before.root(), checkpoint.root());
            out.printf("Proven: it only adds to what the ledger was at %d events%n", before.size());
        }
    }

    /** Without a checkpoint the file is held against itself alone, and nobody need be trusted for that. */
    private void ledger() throws IOException {
        List<Checkpoint> signed = new ArrayList<>();
        for (Path file : checkpoints) {
            signed.add(read(file, policy()));
        }
        try (BufferedReader lines = open(files.get(0))) {
            LedgerFile.Contents contents = LedgerFile.check(lines, signed, events -> {});
            out.printf(
                    "Proven: the file is sound: %s, %d events of %d records, root %s%n",
                    contents.origin(),
                    contents.events(),
                    contents.records(),
                    contents.root().base64());
            out.printf("%d payloads are erased, commitments intact%n", contents.erased());
            out.printf("%d checkpoints tell of this ledger%n", signed.size());
        }
    }

    private static Checkpoint read(Path file, Policy policy) throws IOException {
        return policy.demand(SignedNote.of(Files.readString(file)));
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        InputStream lines = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
        return new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8), 1 << 16);
    }
}

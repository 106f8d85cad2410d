package assetledger.api.backup;

import assetledger.api.ledger.KeptTable;
import assetledger.api.ledger.LedgerHead;
import assetledger.api.ledger.LedgerReads;
import assetledger.api.ledger.LedgerSnapshot;
import assetledger.api.ledger.StoredEvent;
import assetledger.event.Envelope;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Writes the whole ledger, as it is at one moment, while it may go on being written to. */
@Component
public class Export {
    /** So many lines wait at most between the database and the file. */
    private static final int LINES = 512;

    private final LedgerSnapshot snapshot;
    private final LedgerReads reads;

    Export(LedgerSnapshot snapshot, LedgerReads reads) {
        this.snapshot = snapshot;
        this.reads = reads;
    }

    /**
     * What was written.
     * @param digest SHA-256 over the hashes of all leaves, in their order
     */
    public record Written(String origin, long events, String digest) {}

    /**
     * Writes a ledger's lines.
     * @param out stays open
     * @param progress is told, now and then, how many events of how many are written
     * @return fails with {@link Damaged} where the ledger has gaps, or the file cannot be written: what was written is then no export
     */
    public Mono<Written> to(OutputStream out, BiConsumer<Long, Long> progress) {
        return snapshot.consistent(reads.head().flatMapMany(head -> {
                    Pen pen = new Pen(out, head, progress);
                    return Flux.concat(
                                    Flux.just((Runnable) () -> pen.line(Lines.ledger(head.origin(), head.size()))),
                                    rows(KeptTable.PACK_CONTENT, pen),
                                    snapshot.events().map(event -> () -> pen.event(event)),
                                    Flux.fromIterable(KeptTable.ALL)
                                            .filter(table -> !table.equals(KeptTable.PACK_CONTENT))
                                            .concatMap(table -> rows(table, pen)))
                            // A file that is slow must not hold up the threads of the database's driver.
                            .publishOn(Schedulers.boundedElastic(), LINES)
                            .doOnNext(Runnable::run)
                            .thenMany(Flux.defer(() -> Flux.just(pen.end())));
                }))
                .single();
    }

    /** A ledger with gaps is not exported; the message is a sentence for the operator. */
    public static final class Damaged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Damaged(String sentence) {
            super(sentence);
        }
    }

    private Flux<Runnable> rows(KeptTable table, Pen pen) {
        pen.counts.put(table.table(), 0L);
        return snapshot.rows(table).map(row -> () -> pen.counted(table.table(), Lines.of(table.table(), row)));
    }

    /** Writes lines, and adds up what the last one tells of them. */
    private static final class Pen {
        private static final int STEP = 10_000;

        private final OutputStream out;
        private final LedgerHead head;
        private final BiConsumer<Long, Long> progress;
        private final Map<String, Long> counts = new LinkedHashMap<>();
        private final MessageDigest file = Envelope.digest();
        private final MessageDigest leaves = Envelope.digest();
        private long events;

        Pen(OutputStream out, LedgerHead head, BiConsumer<Long, Long> progress) {
            this.out = out;
            this.head = head;
            this.progress = progress;
        }

        void line(String line) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            file.update(bytes);
            write(bytes);
        }

        void counted(String table, String line) {
            counts.merge(table, 1L, Long::sum);
            line(line);
        }

        void event(StoredEvent event) {
            if (event.position() != events) {
                throw damaged("position %d follows position %d".formatted(event.position(), events - 1));
            }
            leaves.update(HexFormat.of().parseHex(event.leafHash()));
            line(Lines.event(event));
            if (++events % STEP == 0) {
                progress.accept(events, head.size());
            }
        }

        Written end() {
            if (events != head.size()) {
                throw damaged("it has %d events, and its size is %d".formatted(events, head.size()));
            }
            counts.put(Lines.EVENT, events);
            String digest = HexFormat.of().formatHex(leaves.digest());
            write(Lines.end(counts, digest, HexFormat.of().formatHex(file.digest()))
                    .getBytes(StandardCharsets.UTF_8));
            return new Written(head.origin(), events, digest);
        }

        private Damaged damaged(String how) {
            return new Damaged("The ledger is damaged (%s); assetledger check-ledger tells more".formatted(how));
        }

        private void write(byte[] bytes) {
            try {
                out.write(bytes);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}

package assetledger.api.proof;

import assetledger.proof.Checkpoint;
import assetledger.proof.Hash;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The checkpoints that were published. */
@Component
class Checkpoints {
    private static final String COLUMNS = "select origin, size, root, note, signed from checkpoint ";

    private final DatabaseClient database;

    Checkpoints(DatabaseClient database) {
        this.database = database;
    }

    /**
     * A checkpoint with its signatures.
     * @param note as it is given to whoever asks
     * @param signed when it was published
     */
    record Published(Checkpoint checkpoint, String note, Instant signed) {
        private static Published of(Readable row) {
            return new Published(
                    new Checkpoint(
                            Leaves.required(row, "origin", String.class),
                            Leaves.required(row, "size", Long.class),
                            Hash.of(Leaves.bytes(row, "root"))),
                    Leaves.required(row, "note", String.class),
                    Leaves.required(row, "signed", Instant.class));
        }
    }

    /** The newest; empty where nothing was signed yet. */
    Mono<Published> last() {
        return database.sql(COLUMNS + "order by number desc limit 1")
                .map(Published::of)
                .one();
    }

    /** The largest of one log; empty where nothing of it was published. */
    Mono<Published> last(String origin) {
        return database.sql(COLUMNS + "where origin = :origin order by size desc limit 1")
                .bind("origin", origin)
                .map(Published::of)
                .one();
    }

    /** Publishes a checkpoint, or the same one with other signatures. */
    Mono<Void> publish(Published published) {
        return database.sql("""
                        insert into checkpoint (origin, size, root, note, signed) values (:origin, :size, :root, :note, :signed)
                        on conflict (origin, size) do update set root = excluded.root, note = excluded.note
                        """)
                .bind("origin", published.checkpoint().origin())
                .bind("size", published.checkpoint().size())
                .bind("root", published.checkpoint().root().bytes())
                .bind("note", published.note())
                .bind("signed", published.signed())
                .then();
    }
}

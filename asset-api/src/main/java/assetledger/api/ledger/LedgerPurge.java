package assetledger.api.ledger;

import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes out of PostgreSQL's files what was erased: a deleted row stays in its table's file until the file is written anew,
 * and in the write-ahead log until the log's file is gone. Wants a superuser, and nobody else at work.
 */
@Component
public class LedgerPurge {
    /** The log has some dozens of files; so many would be a sign that somebody keeps them. */
    private static final int MOST_FILES = 1_000;

    private static final List<String> TABLES = List.of(
            "vacuum (full, analyze) payload", "vacuum (full, analyze) answer", "vacuum (full) pg_catalog.pg_statistic");
    /** A file of the log that is recycled keeps its bytes until it is written over. */
    private static final List<String> KEEP_NO_FILES =
            List.of("alter system set wal_recycle = off", "select pg_reload_conf()");

    private static final List<String> AS_BEFORE = List.of("alter system reset wal_recycle", "select pg_reload_conf()");
    private static final List<String> NEXT_FILE =
            List.of("select pg_logical_emit_message(false, 'purge', 'next file')", "select pg_switch_wal()");
    /** Files that were recycled earlier, and are written over from their beginning when their turn comes. */
    private static final String WAITING = files(">");
    /** Files that are past, of which a checkpoint leaves none. */
    private static final String PAST = files("<");

    private static String files(String side) {
        return """
                select count(*) as files from pg_ls_waldir()
                where name ~ '^[0-9A-F]{24}$' and name %s pg_walfile_name(pg_current_wal_lsn())
                """.formatted(side);
    }

    private final DatabaseClient database;

    LedgerPurge(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Writes the tables anew that held what was erased, and replaces the write-ahead log.
     * @return fails where files of the log are kept by somebody, such as a replication slot
     */
    public Mono<Void> run() {
        return all(KEEP_NO_FILES)
                .then(all(TABLES))
                .then(checkpoint())
                .then(useUpWaiting())
                .then(all(NEXT_FILE))
                .then(checkpoint())
                .then(demandNonePast())
                .then(all(AS_BEFORE));
    }

    private Mono<Void> all(List<String> statements) {
        return Flux.fromIterable(statements)
                .concatMap(statement -> database.sql(statement).then())
                .then();
    }

    private Mono<Void> checkpoint() {
        return database.sql("checkpoint").then();
    }

    private Mono<Void> useUpWaiting() {
        return count(WAITING)
                .flatMap(files -> files == 0 ? Mono.just(false) : all(NEXT_FILE).thenReturn(true))
                .repeat(MOST_FILES)
                .takeWhile(more -> more)
                .then();
    }

    private Mono<Void> demandNonePast() {
        return count(PAST)
                .flatMap(files -> files == 0
                        ? Mono.empty()
                        : Mono.error(new IllegalStateException(
                                "%d files of PostgreSQL's write-ahead log are kept, by a replication slot or an archive that is behind"
                                        .formatted(files))));
    }

    private Mono<Long> count(String sql) {
        return database.sql(sql)
                .map(row -> LedgerReads.required(row, "files", Long.class))
                .one();
    }
}

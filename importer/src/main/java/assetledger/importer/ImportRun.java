package assetledger.importer;

import assetledger.importer.ImportOutcome.Result;
import assetledger.importer.mapping.MappingException;
import assetledger.importer.send.Carrier;
import assetledger.importer.send.Insistence;
import assetledger.importer.send.Ledger;
import assetledger.importer.send.Preview;
import assetledger.importer.send.Progress.Step;
import assetledger.importer.send.Recording;
import assetledger.importer.send.SendException;
import assetledger.importer.source.SourceException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs one check or one import. A table is read to its end before anything else, so that a file or a mapping that
 * cannot work is refused; then row by row to find every problem and what would change; then, for an import, once more
 * into the ledger.
 */
public final class ImportRun {
    private final ImportRequest request;
    private final Tables tables;
    private final Insistence insistence;
    private final long start = System.nanoTime();

    private ImportRun(ImportRequest request) {
        this.request = request;
        this.tables = Tables.of(request.file(), request.mapping());
        this.insistence = new Insistence(request.patience(), request.progress(), request.stop());
    }

    /**
     * Finds every problem, and what an import would change where the request has a ledger. Nothing is recorded.
     *
     * @throws ImportRefusedException when the file or the mapping cannot be used
     */
    public static ImportOutcome check(ImportRequest request) {
        return unlessRefused(request, ImportRun::check);
    }

    /**
     * Imports what the check finds right, or nothing where it finds a problem and the request does not skip bad rows.
     * An import that was interrupted goes on, and doubles nothing.
     *
     * @throws ImportRefusedException when nothing was sent because the file or the mapping cannot be used
     */
    public static ImportOutcome run(ImportRequest request) {
        Ledger ledger = request.ledger();
        if (ledger == null) {
            throw new IllegalArgumentException("An import needs a ledger that it goes to");
        }
        return unlessRefused(request, run -> run.importInto(ledger));
    }

    private static ImportOutcome unlessRefused(ImportRequest request, Function<ImportRun, ImportOutcome> work) {
        try {
            return work.apply(new ImportRun(request));
        } catch (SourceException | MappingException | UncheckedIOException e) {
            throw new ImportRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    private ImportOutcome check() {
        Ledger ledger = request.ledger();
        Preview preview = ledger == null ? null : new Preview(ledger, insistence);
        Carrier carrier = preview == null ? Carrier.none() : preview;
        try (Reading reading = new Reading(request, tables, Step.CHECKING)) {
            Optional<String> stopped = reading.read(table -> carrier);
            return outcome(Result.CHECKED, reading, null, preview != null && preview.isGuess(), stopped);
        }
    }

    private ImportOutcome importInto(Ledger ledger) {
        ImportOutcome checked = check();
        if (checked.stopped().isPresent() || (checked.reported() > 0 && !request.skipsBadRows())) {
            return as(Result.NOT_SENT, checked);
        }
        if (checked.recorded() == checked.tally().rows().unchanged()) {
            return as(Result.NOTHING_NEW, checked);
        }
        try (Reading reading = new Reading(request, tables, Step.SENDING)) {
            return send(ledger, reading);
        }
    }

    private ImportOutcome send(Ledger ledger, Reading reading) {
        @Nullable String id = null;
        Optional<String> stopped;
        try {
            Recording recording = Recording.start(
                    ledger,
                    insistence,
                    tables.name(),
                    tables.list().stream().map(Table::described).toList());
            id = recording.id();
            stopped = reading.read(recording::table);
            if (stopped.isEmpty()) {
                recording.finish(counts(reading));
            }
        } catch (SendException e) {
            stopped = Optional.of(String.valueOf(e.getMessage()));
        }
        return outcome(Result.SENT, reading, id, false, stopped);
    }

    private static List<Ledger.TableCounts> counts(Reading reading) {
        return reading.outcomes().stream()
                .map(table -> new Ledger.TableCounts(
                        table.rowsInFile(),
                        table.tally().repeated(),
                        table.tally().reported()))
                .toList();
    }

    private ImportOutcome outcome(
            Result result, Reading reading, @Nullable String id, boolean isGuess, Optional<String> stopped) {
        return new ImportOutcome(
                tables.name(),
                result,
                Optional.ofNullable(id),
                reading.outcomes(),
                isGuess,
                reading.problemCount(),
                stopped,
                reading.skipped(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private static ImportOutcome as(Result result, ImportOutcome checked) {
        return new ImportOutcome(
                checked.name(),
                result,
                checked.importId(),
                checked.tables(),
                checked.isGuess(),
                checked.problemCount(),
                checked.stopped(),
                checked.skipped(),
                checked.took());
    }
}

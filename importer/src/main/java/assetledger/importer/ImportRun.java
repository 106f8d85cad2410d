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
import java.util.function.BiFunction;

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
     * An import that was interrupted goes on, and doubles nothing; one that had sent everything is brought to its end.
     *
     * @throws ImportRefusedException when nothing was sent because the file or the mapping cannot be used
     */
    public static ImportOutcome run(ImportRequest request) {
        Ledger ledger = request.ledger();
        if (ledger == null) {
            throw new IllegalArgumentException("An import needs a ledger that it goes to");
        }
        return unlessRefused(request, (run, findings) -> run.importInto(ledger, findings));
    }

    private static ImportOutcome unlessRefused(
            ImportRequest request, BiFunction<ImportRun, Findings, ImportOutcome> work) {
        try {
            ImportRun run = new ImportRun(request);
            try (Findings findings = new Findings(request, run.tables)) {
                return work.apply(run, findings);
            }
        } catch (SourceException | MappingException | UncheckedIOException e) {
            throw new ImportRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    private ImportOutcome check(Findings findings) {
        Ledger ledger = request.ledger();
        Preview preview = ledger == null ? null : new Preview(ledger, insistence);
        Carrier carrier = preview == null ? Carrier.none() : preview;
        Reading reading = new Reading(request, tables, Step.CHECKING, findings);
        Optional<String> stopped = reading.read(table -> carrier);
        return new ImportOutcome(
                tables.name(),
                Result.CHECKED,
                Optional.empty(),
                reading.outcomes(),
                preview != null && preview.isGuess(),
                findings.problemCount(),
                stopped,
                findings.skipped(),
                took());
    }

    private ImportOutcome importInto(Ledger ledger, Findings findings) {
        ImportOutcome checked = check(findings);
        if (checked.stopped().isPresent() || (checked.reported() > 0 && !request.skipsBadRows())) {
            return checked.as(Result.NOT_SENT);
        }
        boolean isNew = checked.recorded() > checked.tally().rows().unchanged();
        try {
            return isNew || Recording.isOpen(ledger, insistence, tables.name(), described())
                    ? send(ledger, findings)
                    : checked.as(Result.NOTHING_NEW);
        } catch (SendException e) {
            return checked.stoppedBy(String.valueOf(e.getMessage()));
        }
    }

    private List<Ledger.ImportTable> described() {
        return tables.list().stream().map(Table::described).toList();
    }

    private ImportOutcome send(Ledger ledger, Findings findings) {
        findings.beginSending();
        Reading reading = new Reading(request, tables, Step.SENDING, findings);
        Optional<String> id = Optional.empty();
        Optional<String> stopped;
        try {
            Recording recording = Recording.start(ledger, insistence, tables.name(), described());
            id = Optional.of(recording.id());
            stopped = reading.read(table -> recording.table(table, findings.wrong(table)));
            if (stopped.isEmpty()) {
                recording.finish(counts(reading));
            }
        } catch (SendException e) {
            stopped = Optional.of(String.valueOf(e.getMessage()));
        }
        return new ImportOutcome(
                tables.name(),
                Result.SENT,
                id,
                reading.outcomes(),
                false,
                findings.problemCount(),
                stopped,
                findings.skipped(),
                took());
    }

    private static List<Ledger.TableCounts> counts(Reading reading) {
        return reading.outcomes().stream()
                .map(table -> new Ledger.TableCounts(
                        table.rowsInFile(),
                        table.tally().repeated(),
                        table.tally().reported()))
                .toList();
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}

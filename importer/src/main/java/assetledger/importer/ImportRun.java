package assetledger.importer;

import assetledger.importer.mapping.Mapping;
import assetledger.importer.mapping.MappingException;
import assetledger.importer.mapping.MappingReader;
import assetledger.importer.plan.ImportPlan;
import assetledger.importer.send.BatchKeys;
import assetledger.importer.send.SendException;
import assetledger.importer.send.Sending;
import assetledger.importer.source.Row;
import assetledger.importer.source.RowSource;
import assetledger.importer.source.SourceException;
import assetledger.importer.source.Sources;
import assetledger.importer.source.Survey;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Runs one import. The file is read twice: first to its end, so that a file or a mapping that cannot work is refused
 * before anything is sent; then row by row into batches.
 */
public final class ImportRun {
    private final ImportRequest request;
    private final Mapping mapping;
    private final Survey survey;
    private final LookupTables lookups;
    private final String inputs;

    private ImportRun(ImportRequest request) {
        MappingText text = MappingText.find(request.mapping());
        this.request = request;
        this.mapping = MappingReader.read(request.mapping(), text.text());
        this.survey = Survey.of(request.file(), mapping.form());
        mapping.checkColumns(survey.header().names(), survey.header().problems());
        this.lookups = LookupTables.read(mapping, request.file());
        this.inputs = "file %s, mapping %s, lookups %s".formatted(survey.sha256(), text.sha256(), lookups.sha256s());
    }

    /**
     * Imports a file. Running it again with the same file, mapping and server repeats what the server said and
     * doubles nothing.
     *
     * @throws ImportRefusedException when nothing was sent because the file or the mapping cannot be used
     */
    public static ImportOutcome run(ImportRequest request) {
        try {
            ImportRun run = new ImportRun(request);
            try (ProblemReport report = ProblemReport.open(request.problems(), request.file())) {
                return run.send(report);
            }
        } catch (SourceException | MappingException | UncheckedIOException e) {
            throw new ImportRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    private ImportOutcome send(ProblemReport report) {
        long start = System.nanoTime();
        Sending sending = new Sending(
                request.server(),
                new BatchKeys(inputs),
                request.patience(),
                request.progress(),
                report::add,
                request.stop());
        Optional<String> stopped = sendAll(sending);
        return new ImportOutcome(
                mapping.name(),
                mapping.source(),
                survey.rows(),
                sending.tally(),
                report.count(),
                report.first(),
                stopped,
                Duration.ofNanos(System.nanoTime() - start));
    }

    /** Why not all were sent; empty when all were. */
    private Optional<String> sendAll(Sending sending) {
        ImportPlan plan = new ImportPlan(mapping, lookups.entries());
        try (RowSource rows = Sources.open(request.file(), mapping.form())) {
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                if (request.stop().getAsBoolean()) {
                    return Optional.of("Stopped as asked");
                }
                sending.take(plan.plan(row.get()));
            }
            sending.flush();
            return sending.tally().rows() == survey.rows()
                    ? Optional.empty()
                    : Optional.of("The file changed while it was read");
        } catch (SendException | SourceException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}

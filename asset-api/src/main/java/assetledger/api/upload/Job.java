package assetledger.api.upload;

import assetledger.api.upload.Upload.Mode;
import assetledger.api.upload.Upload.State;
import assetledger.importer.ImportOutcome;
import assetledger.importer.ImportRefusedException;
import assetledger.importer.ImportRequest;
import assetledger.importer.ImportRun;
import assetledger.importer.Mappings;
import assetledger.importer.plan.Problem;
import assetledger.importer.send.Ledger;
import assetledger.importer.send.Progress;
import assetledger.importer.source.FileName;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/** One upload that waits or is worked on here. */
final class Job implements Progress {
    private static final Logger LOG = LoggerFactory.getLogger(Job.class);

    private final Form form;
    private final Folders folders;
    private final Ledger ledger;
    private final Clock clock;
    private final Sinks.Many<Upload> told = Sinks.many().replay().latest();
    private volatile Upload now;
    private volatile String stopped = "";

    Job(Upload received, Form form, Folders folders, Ledger ledger, Clock clock) {
        this.now = received;
        this.form = form;
        this.folders = folders;
        this.ledger = ledger;
        this.clock = clock;
        tell(received);
    }

    /** How far it is. */
    Upload now() {
        return now;
    }

    /** How far it is whenever that changes, from now to its end. */
    Flux<Upload> progress() {
        return told.asFlux();
    }

    /** Ends the work between two rows or batches; the first reason counts. */
    void stop(String why) {
        stopped = stopped.isEmpty() ? why : stopped;
    }

    /** Does the work, and blocks until it is done; to be told once that is kept. */
    Upload run() {
        UUID id = now.id();
        try {
            return ended(stopped.isEmpty() ? imported() : now.ended(State.STOPPED, stopped, clock.instant()));
        } catch (ImportRefusedException refused) {
            return ended(now.ended(State.REFUSED, ofUpload(refused), clock.instant()));
        } catch (RuntimeException failure) {
            LOG.error("Incident {} in an upload", id, failure);
            return ended(now.ended(
                    State.FAILED,
                    "Something went wrong here; tell the operator the incident %s".formatted(id),
                    clock.instant()));
        }
    }

    /** Whoever listens learns how it ended. */
    void end(Upload end) {
        tell(end);
        told.tryEmitComplete();
    }

    @Override
    public void at(Step step, long rows, long ofRows, int reported) {
        tell(now.at(step == Step.CHECKING ? State.CHECKING : State.SENDING, rows, ofRows, reported));
    }

    @Override
    public void waiting(String why, Duration pause) {
        // The rows stand still meanwhile, which says enough.
    }

    private Upload imported() {
        Optional<List<String>> set = Mappings.ofSet(form.mapping());
        demandKnown(set.orElse(List.of()));
        ImportRequest request = ImportRequest.of(form.table(set.isPresent()), form.mapping(), ledger)
                .withProblems(folders.problems(now.id()))
                .withSkipped(folders.skipped(now.id()))
                .watched(this, () -> !stopped.isEmpty());
        ImportOutcome outcome = now.mode() == Mode.CHECK
                ? ImportRun.check(request)
                : ImportRun.run(now.skipsBadRows() ? request.skippingBadRows() : request);
        return told(outcome);
    }

    /** A set that names other mappings would have them read from this machine. */
    private void demandKnown(List<String> mappings) {
        mappings.stream()
                .filter(each -> !form.known().contains(each))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new ImportRefusedException(
                            "The set names the mapping '%s'; send it along, or name one that ships: %s"
                                    .formatted(FileName.shown(unknown), String.join(", ", form.known())));
                });
    }

    private Upload told(ImportOutcome outcome) {
        State state = state(outcome);
        return new Upload(
                now.id(),
                now.person(),
                now.place(),
                now.file(),
                now.mapping(),
                now.mode(),
                now.skipsBadRows(),
                state,
                outcome.rows(),
                outcome.rowsInFile(),
                outcome.tally().rows().added(),
                outcome.tally().rows().changed(),
                outcome.tally().rows().unchanged(),
                outcome.repeated(),
                outcome.reported(),
                outcome.problemCount(),
                problems(outcome),
                outcome.importId().map(UUID::fromString).orElse(null),
                sentence(outcome, state),
                now.received(),
                clock.instant());
    }

    private State state(ImportOutcome outcome) {
        if (outcome.stopped().isPresent()) {
            return stopped.isEmpty() ? State.FAILED : State.STOPPED;
        }
        return switch (outcome.result()) {
            case CHECKED -> State.CHECKED;
            case NOT_SENT -> State.REFUSED;
            case NOTHING_NEW, SENT -> State.DONE;
        };
    }

    private @Nullable String sentence(ImportOutcome outcome, State state) {
        return switch (state) {
            case STOPPED -> stopped;
            case FAILED ->
                "%s. Send the same file again: it goes on where it stopped"
                        .formatted(outcome.stopped().orElse(""));
            case REFUSED ->
                "%d rows have problems, so nothing was recorded; mend them, or say skipBadRows"
                        .formatted(outcome.reported());
            default ->
                outcome.isGuess()
                        ? "Some rows rely on records of other rows that are not recorded yet; what they would change is known when they are"
                        : null;
        };
    }

    private static String problems(ImportOutcome outcome) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int table = 0; table < outcome.tables().size(); table++) {
            for (Problem problem : outcome.tables().get(table).problems()) {
                all.add(Map.of(
                        "table", table,
                        "row", problem.row(),
                        "column", problem.column(),
                        "value", problem.value(),
                        "sentence", problem.sentence()));
            }
        }
        return JsonMapper.shared().writeValueAsString(all);
    }

    /** Without the places on this machine. */
    private String ofUpload(ImportRefusedException refused) {
        Path folder = folders.of(now.id());
        return String.valueOf(refused.getMessage())
                .replace(folder.resolve("files") + "/", "")
                .replace(folder.resolve("mappings") + "/", "")
                .replace(folder.resolve("files").toString(), "the upload")
                .replace(folder.toString(), "the upload");
    }

    private static Upload ended(Upload end) {
        LOG.info(
                "Upload {} of {}, {} rows: {} added, {} changed, {} unchanged, {} reported: {}",
                end.id(),
                end.file(),
                end.ofRows(),
                end.added(),
                end.changed(),
                end.unchanged(),
                end.reported(),
                end.state());
        return end;
    }

    private void tell(Upload how) {
        now = how;
        told.tryEmitNext(how);
    }
}

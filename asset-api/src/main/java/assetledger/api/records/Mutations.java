package assetledger.api.records;

import assetledger.api.access.Caller;
import assetledger.api.access.ViewerContext;
import assetledger.api.command.Answer;
import assetledger.api.command.CommandReader;
import assetledger.api.command.Commands;
import assetledger.api.command.Outcome;
import assetledger.api.command.Submission;
import assetledger.decide.Command;
import assetledger.event.Envelope;
import assetledger.model.Asset;
import assetledger.model.ImportPlace;
import assetledger.model.InvalidValue;
import assetledger.model.Problem;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import graphql.schema.DataFetchingEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Passes mutations on to the writer and dresses its answers. */
@Component
class Mutations {
    static final List<String> SINGLE = List.of(
            "register",
            "revise",
            "put",
            "link",
            "putLink",
            "endLink",
            "changeStage",
            "declareReportedThrough",
            "declareNoSystem",
            "restrict",
            "proposeRelease",
            "decideRelease",
            "proposeGrant",
            "decideGrant",
            "endGrant",
            "startImport",
            "finishImport",
            "describePerson",
            "erasePerson",
            "proposeTransfer",
            "decideTransfer",
            "closeAuthority");

    private static final JsonMapper ORDERED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final Commands commands;

    Mutations(Commands commands) {
        this.commands = commands;
    }

    /** What a single mutation answers; there is a change where there are no problems. */
    record ChangePayload(@Nullable Change change, boolean replayed, List<Problem> problems) {}

    /** A record after a change. */
    record Change(
            RecordId id,
            RecordKind kind,
            @Nullable String number,
            int version,
            long position,
            Outcome.Effect outcome,
            Recorded<State> record) {}

    /** What a batch answers; the position is the last that it reached, absent where it recorded nothing. */
    record BatchPayload(
            List<ChangePayload> results,
            boolean replayed,
            @Nullable Long position) {}

    Mono<ChangePayload> single(String mutation, DataFetchingEnvironment field) {
        return answer(mutation, field, List.of(CommandReader.single(mutation, input(field))), false, List.of())
                .map(answer -> payload(answer.outcomes().get(0), answer.replayed()));
    }

    Mono<BatchPayload> batch(DataFetchingEnvironment field) {
        List<Command> items = CommandReader.batch(input(field));
        boolean atomic = Boolean.TRUE.equals(input(field).get("atomic"));
        List<ImportPlace> places = CommandReader.places(input(field));
        return answer("recordBatch", field, items, atomic, places).map(answer -> batchPayload(answer, items.size()));
    }

    private Mono<Answer> answer(
            String mutation,
            DataFetchingEnvironment field,
            List<Command> asked,
            boolean atomic,
            List<ImportPlace> places) {
        UUID key = key(field.getArgument("idempotencyKey"));
        Caller caller = ViewerContext.caller(field.getGraphQlContext());
        String hash = hash(Map.of("mutation", mutation, "input", input(field)));
        Submission submission = new Submission(caller, key, hash, asked, atomic, places);
        return Boolean.TRUE.equals(field.getArgument("validateOnly"))
                ? commands.preview(submission).map(outcomes -> new Answer(outcomes, false))
                : commands.submit(submission);
    }

    private static BatchPayload batchPayload(Answer answer, int asked) {
        List<ChangePayload> results = answer.outcomes().stream()
                .map(outcome -> payload(outcome, answer.replayed()))
                .toList();
        if (results.size() < asked) {
            // The one refusal of the whole batch, such as a key that stands for another request, is every item's.
            results = Collections.nCopies(asked, results.get(0));
        }
        Long position = results.stream()
                .flatMap(result -> result.change() == null
                        ? Stream.empty()
                        : Stream.of(result.change().position()))
                .max(Long::compare)
                .orElse(null);
        return new BatchPayload(results, answer.replayed(), position);
    }

    private static ChangePayload payload(Outcome outcome, boolean replayed) {
        Recorded<State> record = outcome.record();
        Outcome.Effect effect = outcome.effect();
        return new ChangePayload(
                record == null || effect == null ? null : change(record, effect), replayed, outcome.problems());
    }

    private static Change change(Recorded<State> record, Outcome.Effect effect) {
        String number = record.state() instanceof Asset asset ? asset.number().value() : null;
        return new Change(record.id(), record.kind(), number, record.version(), record.position(), effect, record);
    }

    private static Map<String, Object> input(DataFetchingEnvironment field) {
        return field.getArgumentOrDefault("input", Map.of());
    }

    private static UUID key(@Nullable String text) {
        try {
            return RecordId.of(text == null ? "" : text).value();
        } catch (InvalidValue malformed) {
            throw new InvalidValue(
                    "idempotencyKey",
                    "An idempotency key is a UUID, made anew for every new request. " + malformed.getMessage());
        }
    }

    private static String hash(Map<String, Object> request) {
        byte[] json = ORDERED.writeValueAsString(request).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Envelope.sha256(json));
    }
}

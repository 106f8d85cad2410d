package assetledger.api.command;

import assetledger.model.Problem;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Answers as the ledger remembers them: positions instead of states, since the ledger has those. */
final class AnswerJson {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private static final String UNCHANGED = "unchanged";

    private AnswerJson() {}

    static String write(List<Outcome> outcomes) {
        List<Object> items = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            Recorded<State> record = outcome.record();
            items.add(
                    record == null
                            ? Map.of(
                                    "problems",
                                    outcome.problems().stream()
                                            .map(AnswerJson::problem)
                                            .toList())
                            : happened(record.position(), outcome.effect()));
        }
        return JSON.writeValueAsString(Map.of("items", items));
    }

    /** Whether a record was added or changed stands in its version; that it was not touched stands here. */
    private static Map<String, Object> happened(long position, Outcome.@Nullable Effect effect) {
        return effect == Outcome.Effect.UNCHANGED
                ? Map.of("position", position, UNCHANGED, true)
                : Map.of("position", position);
    }

    private static Map<String, Object> problem(Problem problem) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (problem.record() != null) {
            members.put("record", problem.record());
        }
        if (problem.field() != null) {
            members.put("field", problem.field());
        }
        members.put("code", problem.code().name());
        members.put("message", problem.message());
        return members;
    }

    /** The positions of the events that an answer speaks of. */
    static List<Long> positions(String body) {
        return items(body).stream()
                .filter(item -> item.containsKey("position"))
                .map(AnswerJson::position)
                .toList();
    }

    /** The outcomes again, given the records as those events left them. */
    static List<Outcome> read(String body, List<Recorded<State>> records) {
        Map<Long, Recorded<State>> byPosition = new HashMap<>();
        records.forEach(record -> byPosition.put(record.position(), record));
        return items(body).stream()
                .map(item -> item.containsKey("position")
                        ? outcome(item, Objects.requireNonNull(byPosition.get(position(item))))
                        : Outcome.refused(problems(item)))
                .toList();
    }

    /** Answers of earlier versions of the program do not tell what was left as it was. */
    private static Outcome outcome(Map<String, Object> item, Recorded<State> record) {
        return item.containsKey(UNCHANGED) ? Outcome.unchanged(record) : Outcome.happened(record);
    }

    private static long position(Map<String, Object> item) {
        return ((Number) item.getOrDefault("position", -1)).longValue();
    }

    @SuppressWarnings("unchecked") // write() alone puts together what is read here.
    private static List<Problem> problems(Map<String, Object> item) {
        return ((List<Map<String, Object>>) item.getOrDefault("problems", List.of()))
                .stream()
                        .map(problem -> new Problem(
                                text(problem, "record"),
                                text(problem, "field"),
                                Problem.Code.valueOf((String) problem.getOrDefault("code", "")),
                                (String) problem.getOrDefault("message", "")))
                        .toList();
    }

    private static @Nullable String text(Map<String, Object> members, String name) {
        return (String) members.get(name);
    }

    @SuppressWarnings("unchecked") // write() alone puts together what is read here.
    private static List<Map<String, Object>> items(String body) {
        return (List<Map<String, Object>>) JSON.readValue(body, OBJECT).getOrDefault("items", List.of());
    }
}

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
                            : Map.of("position", record.position()));
        }
        return JSON.writeValueAsString(Map.of("items", items));
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
                        ? Outcome.of(Objects.requireNonNull(byPosition.get(position(item))))
                        : Outcome.refused(problems(item)))
                .toList();
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

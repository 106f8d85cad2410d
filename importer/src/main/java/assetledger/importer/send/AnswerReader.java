package assetledger.importer.send;

import assetledger.importer.send.BatchAnswer.CommandAnswer;
import assetledger.importer.send.BatchAnswer.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the body of one GraphQL answer. */
final class AnswerReader {
    private static final Set<String> FOR_NOW = Set.of("BUSY", "UNAVAILABLE", "UNKNOWN_OUTCOME");
    private static final String FORBIDDEN = "FORBIDDEN";
    /** How the ledger says which command of a batch it is. */
    private static final Pattern ITEM = Pattern.compile("[Ii]nput\\.items\\[(\\d{1,4})]: (.*)", Pattern.DOTALL);
    /** Words of the schema that an older server complains about. */
    private static final List<String> IMPORTS =
            List.of("startImport", "finishImport", "StartImportInput", "putLink", "PutInput", "'outcome'", "'import'");

    private static final int SHOWN = 500;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String server;
    private final int status;

    AnswerReader(String server, int status) {
        this.server = server;
        this.status = status;
    }

    BatchAnswer batch(String body, int commands) throws Unavailable {
        JsonNode payload = data(body).path("recordBatch");
        if (payload.path("results").size() != commands || commands == 0) {
            throw new SendException("%s answers with HTTP %d, and not with one result for each of the %d commands: %s"
                    .formatted(server, status, commands, cut(body)));
        }
        List<CommandAnswer> results = new ArrayList<>();
        payload.path("results").forEach(result -> results.add(result(result)));
        return new BatchAnswer(payload.path("replayed").asBoolean(false), results);
    }

    /** The record that a mutation is about, and what became of it. */
    record Change(String id, ChangeOutcome outcome) {}

    /** What a mutation did. */
    Change change(String body, String mutation) throws Unavailable {
        JsonNode payload = data(body).path(mutation);
        String id = payload.path("change").path("id").asString("");
        if (id.isEmpty()) {
            List<String> reasons = new ArrayList<>();
            payload.path("problems")
                    .forEach(problem -> reasons.add(problem.path("message").asString("")));
            throw new SendException("%s does not accept %s: %s"
                    .formatted(server, mutation, reasons.isEmpty() ? cut(body) : cut(String.join("; ", reasons))));
        }
        return new Change(id, outcome(payload.path("change")));
    }

    private JsonNode data(String body) throws Unavailable {
        JsonNode answer = json(body);
        JsonNode errors = answer.path("errors");
        if (!errors.isEmpty()) {
            failWith(errors);
        }
        if (status != 200) {
            throw new SendException("%s answers with HTTP %d: %s".formatted(server, status, cut(body)));
        }
        return answer.path("data");
    }

    private JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new SendException(
                    "%s does not answer as a GraphQL server does (HTTP %d): %s".formatted(server, status, cut(body)));
        }
    }

    private void failWith(JsonNode errors) throws Unavailable {
        List<String> sentences = new ArrayList<>();
        boolean forNow = true;
        for (JsonNode error : errors) {
            if (error.at("/extensions/code").asString("").equals(FORBIDDEN)) {
                throw forbidden(error.path("message").asString(""));
            }
            sentences.add(error.path("message").asString("no message"));
            forNow &= FOR_NOW.contains(error.path("extensions").path("code").asString(""));
        }
        String said = cut(String.join("; ", sentences));
        if (forNow) {
            throw new Unavailable("%s says: %s".formatted(server, said), Duration.ZERO, false);
        }
        if (IMPORTS.stream().anyMatch(said::contains)) {
            throw new SendException("%s is of a version that cannot take imports; it says: %s".formatted(server, said));
        }
        throw new SendException("%s refuses the request (HTTP %d): %s".formatted(server, status, said));
    }

    private static ForbiddenException forbidden(String said) {
        Matcher item = ITEM.matcher(said);
        return item.matches()
                ? ForbiddenException.of(Integer.parseInt(item.group(1)), item.group(2))
                : ForbiddenException.ofAll(said);
    }

    /**
     * A change that is missing without a reason would count as recorded; the server never gives it, and it is not
     * believed.
     */
    private static CommandAnswer result(JsonNode result) {
        List<Refusal> refusals = new ArrayList<>();
        for (JsonNode problem : result.path("problems")) {
            refusals.add(new Refusal(
                    problem.path("field").asString(""),
                    problem.path("code").asString(""),
                    problem.path("message").asString("")));
        }
        if (refusals.isEmpty() && !result.path("change").isObject()) {
            refusals.add(new Refusal("", "", "The server neither recorded this nor said why"));
        }
        return new CommandAnswer(refusals.isEmpty() ? outcome(result.path("change")) : null, refusals);
    }

    /** A server that says nothing of it is taken to have added something: it is asked for the outcome. */
    private static ChangeOutcome outcome(JsonNode change) {
        return switch (change.path("outcome").asString("")) {
            case "UNCHANGED" -> ChangeOutcome.UNCHANGED;
            case "CHANGED" -> ChangeOutcome.CHANGED;
            default -> ChangeOutcome.ADDED;
        };
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }
}

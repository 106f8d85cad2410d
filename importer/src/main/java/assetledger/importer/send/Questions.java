package assetledger.importer.send;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks a server questions: each until it has an answer, waiting as long as the server asks to. */
public final class Questions {
    private static final Set<String> FOR_NOW = Set.of("BUSY", "UNAVAILABLE", "PROJECTION_LAG", "RATE_LIMITED");
    private static final int SHOWN = 500;

    private final String server;
    private final Way way;
    private final Insistence insistence;

    /** What a question was answered, without errors. */
    public record Answer(JsonNode data, JsonNode extensions) {}

    /** @param waiting told why and how long it waits */
    public Questions(Server server, Patience patience, Waiting waiting) {
        this(server.toString(), new Exchange(server, patience.perRequest()), patience, waiting);
    }

    /** @param server what sentences call it */
    public Questions(String server, Way way, Patience patience, Waiting waiting) {
        this.server = server;
        this.way = way;
        this.insistence = new Insistence(patience, waiting, () -> false);
    }

    /**
     * Asks once more after every pause, until the patience is over.
     *
     * @throws QuestionRefused when the server does not want to answer it
     * @throws SendException when the server cannot be reached, or does not take the token
     */
    public Answer ask(String document, ObjectNode variables) {
        return insistence.answer(() -> read(way.ask(document, variables)));
    }

    private Answer read(Way.Reply answer) throws Unavailable {
        JsonNode body = json(answer);
        JsonNode errors = body.path("errors");
        if (!errors.isEmpty()) {
            throw failure(errors);
        }
        if (!body.path("data").isObject()) {
            throw strange(answer);
        }
        return new Answer(body.path("data"), body.path("extensions"));
    }

    private JsonNode json(Way.Reply answer) {
        try {
            return JsonMapper.shared().readTree(answer.body());
        } catch (JacksonException e) {
            throw strange(answer);
        }
    }

    private SendException strange(Way.Reply answer) {
        return new SendException("%s does not answer as a GraphQL server does (HTTP %d): %s"
                .formatted(server, answer.status(), cut(answer.body())));
    }

    /** An answer with errors beside its data is none: a table of it would lack something and not show it. */
    private SendException failure(JsonNode errors) throws Unavailable {
        List<String> sentences = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        for (JsonNode error : errors) {
            sentences.add(error.path("message").asString("no message"));
            codes.add(error.path("extensions").path("code").asString(""));
        }
        String said = cut(String.join("; ", sentences));
        if (FOR_NOW.containsAll(codes)) {
            throw new Unavailable("%s says: %s".formatted(server, said), Duration.ZERO, false);
        }
        return new QuestionRefused(codes.get(0), "%s does not answer: %s".formatted(server, said));
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }
}

package assetledger.api.testing;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a mutation answered. */
public record Change(JsonNode payload) {

    public String id() {
        return payload.at("/change/id").asString();
    }

    public String number() {
        return payload.at("/change/number").asString();
    }

    public int version() {
        return payload.at("/change/version").asInt();
    }

    public long position() {
        return payload.at("/change/position").asLong();
    }

    /** ADDED, CHANGED or UNCHANGED; empty where it was refused. */
    public String outcome() {
        return payload.at("/change/outcome").asString("");
    }

    public boolean accepted() {
        return payload.path("change").isObject() && payload.path("problems").isEmpty();
    }

    public boolean replayed() {
        return payload.path("replayed").asBoolean();
    }

    /** Each problem as its field and code, such as {@code area UNKNOWN_CODE}. */
    public List<String> problems() {
        return payload.path("problems")
                .valueStream()
                .map(problem -> "%s %s"
                        .formatted(
                                problem.path("field").asString(""),
                                problem.path("code").asString()))
                .toList();
    }

    Change demandAccepted() {
        if (!accepted()) {
            throw new AssertionError("Refused: " + payload);
        }
        return this;
    }
}

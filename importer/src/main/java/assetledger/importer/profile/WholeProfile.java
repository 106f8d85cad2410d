package assetledger.importer.profile;

import assetledger.importer.own.Authority;
import assetledger.importer.own.OwnException;
import assetledger.importer.send.Questions;
import assetledger.importer.send.Questions.Answer;
import assetledger.importer.send.SendException;
import assetledger.importer.table.Pages;
import assetledger.importer.table.TableProgress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A profile with every record that it counts.
 *
 * @param json as the server answers it, and with {@code records} in each figure: id, kind, number where it has one, name
 */
public record WholeProfile(ObjectNode json) {
    private static final String PROFILE = read("profile.graphql");
    private static final String RECORDS = read("records.graphql");

    /**
     * Asks for all of it, figure by figure and page by page, all of one day and of one state of the ledger or a later one.
     *
     * @throws ProfileException when there is no such authority, or it changed while it was read
     * @throws OwnException when no authority is named that way
     * @throws SendException when the server cannot be asked, or refuses a question
     */
    public static WholeProfile of(ProfileRequest request) {
        Questions questions = new Questions(request.server(), request.patience(), request.progress());
        Authority authority = Authority.find(request.authority(), questions);
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        asked.put("subject", authority.id());
        if (request.asOf() != null) {
            asked.put("asOf", request.asOf().toString());
        }
        Answer answer = questions.ask(PROFILE, asked);
        if (!(answer.data().path("digitalProfile") instanceof ObjectNode profile)) {
            throw new ProfileException("There is no authority '%s' any more".formatted(request.authority()));
        }
        profile.put(
                "position", answer.extensions().path("ledger").path("projected").asLong() - 1);
        open(profile, questions, request.progress());
        return new WholeProfile(profile);
    }

    private static void open(ObjectNode profile, Questions questions, TableProgress progress) {
        int read = 0;
        for (JsonNode section : profile.path("sections")) {
            for (JsonNode figure : section.path("figures")) {
                ArrayNode records = ((ObjectNode) figure).putArray("records");
                Pages pages = Pages.of(RECORDS, questions, variables(profile, section, figure));
                while (pages.hasNext()) {
                    pages.next().entries().forEach(record -> records.add(named((ObjectNode) record)));
                    progress.written(read + records.size());
                }
                read += records.size();
                demandWhole(section, figure, records.size());
            }
        }
    }

    private static Map<String, String> variables(ObjectNode profile, JsonNode section, JsonNode figure) {
        return Map.of(
                "subject", profile.path("subject").path("id").asString(),
                "asOf", profile.path("asOf").asString(),
                "atLeast", profile.path("position").asString(),
                "section", section.path("section").asString(),
                "rating", figure.path("rating").asString());
    }

    /** A mandate is called as its duty. */
    private static ObjectNode named(ObjectNode record) {
        JsonNode head = record.remove("head");
        if (head != null) {
            record.set("name", head.path("name"));
        }
        return record;
    }

    private static void demandWhole(JsonNode section, JsonNode figure, int records) {
        if (figure.path("count").asInt() != records) {
            throw new ProfileException("%s %s counts %d records and opens %d, since the ledger went on; ask again"
                    .formatted(
                            section.path("section").asString(),
                            figure.path("rating").asString(),
                            figure.path("count").asInt(),
                            records));
        }
    }

    static String read(String name) {
        try (InputStream text =
                Objects.requireNonNull(WholeProfile.class.getResourceAsStream("/profile/" + name), name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

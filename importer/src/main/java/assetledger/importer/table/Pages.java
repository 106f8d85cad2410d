package assetledger.importer.table;

import assetledger.importer.send.QuestionRefused;
import assetledger.importer.send.Questions;
import assetledger.importer.send.Questions.Answer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pages of a list, one after the other. All of them go by the day of the first, and none shows less of the ledger
 * than it, as far as the query has the variables {@code $asOf} and {@code $atLeast} for that; what is recorded in between
 * may show on later pages.
 */
public final class Pages {
    private static final int LARGEST_PAGE = 100;
    private static final String AS_OF = "asOf";
    private static final String AT_LEAST = "atLeast";
    /** What a smaller page may help against. */
    private static final Set<String> TOO_MUCH = Set.of("QUERY_TOO_COSTLY", "TIMEOUT");

    private final Questions questions;
    private final TableQuery query;
    private final ObjectNode variables;
    private boolean more = true;

    /** Some entries of the list; fewer than fit into a page, or none, though it may go on. */
    public record Page(List<JsonNode> entries) {}

    /** The pages of a query of which a table could be made. */
    public static Pages of(String query, Questions questions, Map<String, String> variables) {
        TableQuery read = TableQuery.read(query);
        return new Pages(questions, read, Variables.read(read, variables));
    }

    Pages(Questions questions, TableQuery query, ObjectNode variables) {
        this.questions = questions;
        this.query = query;
        this.variables = variables;
        if (query.page().isPresent() && !variables.has(TableQuery.FIRST)) {
            variables.put(TableQuery.FIRST, LARGEST_PAGE);
        }
        if (query.variables().containsKey(AS_OF) && !variables.has(AS_OF)) {
            variables.put(AS_OF, LocalDate.now(ZoneOffset.UTC).toString());
        }
    }

    public boolean hasNext() {
        return more;
    }

    /**
     * Asks for the next page.
     *
     * @throws TableException when the server does not say how its list goes on
     */
    public Page next() {
        Answer answer = answer();
        if (query.page().isEmpty()) {
            more = false;
            return new Page(entries(at(answer.data(), query.list())));
        }
        PageForm form = query.page().get();
        JsonNode page = at(answer.data(), query.list().subList(0, query.list().size() - 1));
        more = form.goesOn(page);
        if (more) {
            goOn(form.after(page), answer);
        }
        return new Page(entries(page.path(form.rows())));
    }

    private Answer answer() {
        while (true) {
            try {
                return questions.ask(query.text(), variables);
            } catch (QuestionRefused e) {
                int first = variables.path(TableQuery.FIRST).asInt(1);
                if (!TOO_MUCH.contains(e.code()) || first <= 1) {
                    throw e;
                }
                variables.put(TableQuery.FIRST, first / 2);
            }
        }
    }

    private void goOn(JsonNode after, Answer answer) {
        if (after.isNull() || after.isMissingNode() || after.equals(variables.path(TableQuery.AFTER))) {
            throw new TableException(
                    "The server says that the list goes on, but not after what; the table cannot be whole");
        }
        variables.set(TableQuery.AFTER, after);
        if (query.variables().containsKey(AT_LEAST) && !variables.has(AT_LEAST)) {
            long projected =
                    answer.extensions().path("ledger").path("projected").asLong(0);
            if (projected > 0) {
                variables.put(AT_LEAST, projected - 1);
            }
        }
    }

    private static JsonNode at(JsonNode data, List<String> path) {
        JsonNode value = data;
        for (String field : path) {
            value = value.path(field);
        }
        return value;
    }

    /** A single object is a list of one; nothing is an empty list. */
    private static List<JsonNode> entries(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().toList();
        }
        return value.isNull() || value.isMissingNode() ? List.of() : List.of(value);
    }
}

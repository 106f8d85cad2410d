package assetledger.importer.source;

import assetledger.importer.source.JsonLines.Line;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * One JSON object as cells. A member of a member has the path {@code owner.name}; the second element of a list has
 * {@code tags[2]}, the first {@code tags}; null is an empty cell, and a number keeps its digits.
 */
final class JsonObject {
    private static final int DEEPEST = 64;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_NUMBER = 1_000;
    private static final int LONGEST_NAME = 1_000;

    /** How the parser begins to say that. */
    private static final String TWICE = "Duplicate Object property";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_NAME)
                    .build())
            .build();

    private final JsonParser parser;
    private final Map<String, String> cells = new LinkedHashMap<>();
    private final Set<String> numbers = new HashSet<>();
    private String fault = "";

    private JsonObject(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads a line; what is no object becomes its fault. */
    static Line read(int number, String line) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            JsonObject object = new JsonObject(parser);
            object.readLine();
            return object.fault.isEmpty()
                    ? new Line(number, object.cells, object.numbers, "")
                    : faulty(number, object.fault);
        } catch (StreamConstraintsException e) {
            return faulty(
                    number,
                    "The line goes past a limit: members at most %d deep, texts of %d characters, names and numbers of %d"
                            .formatted(DEEPEST, LONGEST_TEXT, LONGEST_NUMBER));
        } catch (JacksonException e) {
            return faulty(number, sentence(e));
        }
    }

    private static String sentence(JacksonException e) {
        int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
        String message = String.valueOf(e.getOriginalMessage());
        return message.startsWith(TWICE)
                ? "The object names a member twice: %s"
                        .formatted(message.substring(TWICE.length()).strip())
                : ("The line is no JSON object from its character %d on: {\"id\": 1, \"name\": \"a\"}, with names and texts"
                                + " in double quotes, no comma after the last, no comments and no NaN")
                        .formatted(column);
    }

    private static Line faulty(int number, String fault) {
        return new Line(number, Map.of(), Set.of(), fault);
    }

    private void readLine() {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            fault = first == JsonToken.START_ARRAY
                    ? "A line is one object, without the brackets and commas of a list: {\"id\": 1}"
                    : "A line is one object: {\"id\": 1}";
            return;
        }
        readObject("");
        if (parser.nextToken() != null) {
            fault = "A line is one object, but after it comes something else";
        }
    }

    private void readObject(String path) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            readValue(path.isEmpty() ? name : path + "." + name);
        }
    }

    private void readList(String path) {
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            count++;
            readValue(count == 1 ? path : "%s[%d]".formatted(path, count));
        }
    }

    private void readValue(String path) {
        switch (parser.currentToken()) {
            case START_OBJECT -> readObject(path);
            case START_ARRAY -> readList(path);
            case VALUE_NULL -> put(path, "");
            default -> put(path, parser.getString());
        }
        if (parser.currentToken().isNumeric()) {
            numbers.add(path);
        }
    }

    private void put(String path, String text) {
        if (cells.putIfAbsent(path, text) != null) {
            fault = "Two members come to the same column, '%s'".formatted(path);
        }
        if (cells.size() > Header.MOST_COLUMNS) {
            fault = "A line has at most %d columns".formatted(Header.MOST_COLUMNS);
        }
    }
}

package assetledger.api.day;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.schema.SchemaTests;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be told of another day is decided for each field, and the decisions are written down. */
class DatedFieldsTests {
    private static final Path DECIDED = Path.of("src", "test", "resources", "day", "fields.csv");

    private final GraphQLSchema schema = SchemaTests.runtime();

    /** Written anew with {@code -Dasof.write=true}; the difference is what a reviewer reads. */
    @Test
    void everyFieldBelowADayIsDatedALabelOrRefusedAsWasDecided() throws IOException {
        List<String> found = fields().entrySet().stream()
                .map(field -> field.getKey() + "," + field.getValue())
                .toList();
        if (Boolean.getBoolean("asof.write")) {
            Files.write(DECIDED, found);
        }
        assertThat(found)
                .as("A field without @asOf is refused on another day than today; decide, and write the list anew"
                        + " with -Dtest=DatedFieldsTests -Dasof.write=true")
                .isEqualTo(Files.readAllLines(DECIDED));
    }

    @Test
    void ofEachSortThereAreSome() {
        Map<String, String> fields = fields();
        assertThat(fields).hasSizeGreaterThan(150);
        assertThat(fields)
                .containsEntry("TechnicalAsset.owner", "DATED")
                .containsEntry("TechnicalAsset.name", "LABEL")
                .containsEntry("Subject.level", "UNDATED")
                .containsEntry("PageInfo.hasNextPage", "DATED");
        assertThat(fields).doesNotContainKey("Attribute.code");
    }

    /** What a question with a day can select; below a field that is refused nothing is. */
    private Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>();
        Set<String> seen = new TreeSet<>();
        Deque<GraphQLObjectType> next = new ArrayDeque<>();
        objects()
                .flatMap(type -> type.getFieldDefinitions().stream())
                .filter(field -> field.getArgument(AskedDay.ARGUMENT) != null)
                .flatMap(this::below)
                .forEach(next::add);
        while (!next.isEmpty()) {
            GraphQLObjectType type = next.remove();
            if (seen.add(type.getName())) {
                for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
                    Dated told = Dated.of(type, field);
                    fields.put(type.getName() + "." + field.getName(), told.name());
                    if (told != Dated.UNDATED) {
                        below(field).forEach(next::add);
                    }
                }
            }
        }
        return fields;
    }

    private Stream<GraphQLObjectType> objects() {
        return schema.getAllTypesAsList().stream()
                .filter(type ->
                        type instanceof GraphQLObjectType && !type.getName().startsWith("__"))
                .map(GraphQLObjectType.class::cast);
    }

    private Stream<GraphQLObjectType> below(GraphQLFieldDefinition field) {
        GraphQLType type = GraphQLTypeUtil.unwrapAll(field.getType());
        return type instanceof GraphQLInterfaceType above
                ? schema.getImplementations(above).stream()
                : Stream.of(type).filter(GraphQLObjectType.class::isInstance).map(GraphQLObjectType.class::cast);
    }
}

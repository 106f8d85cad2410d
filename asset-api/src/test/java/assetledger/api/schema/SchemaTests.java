package assetledger.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.introspection.Introspection;
import graphql.language.AstPrinter;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.TypeDefinition;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.ScalarInfo;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.SchemaPrinter;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The schema as it stands in its files, and as it is put together from them. */
public class SchemaTests {
    /** The whole schema in one file, for those who read it without a server. */
    public static final Path DOCUMENTED = Path.of("..", "docs", "schema.graphqls");

    private final TypeDefinitionRegistry schema = schema();
    private final GraphQLSchema runtime = runtime();

    private static TypeDefinitionRegistry schema() {
        try {
            TypeDefinitionRegistry all = new TypeDefinitionRegistry();
            for (Resource file :
                    new PathMatchingResourcePatternResolver().getResources("classpath:graphql/*.graphqls")) {
                all.merge(new SchemaParser().parse(file.getContentAsString(StandardCharsets.UTF_8)));
            }
            return all;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The schema with what fields have from their interfaces, and nothing behind it. */
    public static GraphQLSchema runtime() {
        TypeDefinitionRegistry all = schema();
        InheritedFields.complete(all);
        return UnExecutableSchemaGenerator.makeUnExecutableSchema(all);
    }

    @Test
    void theSchemaHasItsQuestionsAndItsMutations() {
        assertThat(rootFields("Query").map(FieldDefinition::getName))
                .contains(
                        "node",
                        "subject",
                        "record",
                        "assets",
                        "duplicatedFunctions",
                        "uncoveredFunctions",
                        "spendingTrace");
        assertThat(rootFields("Mutation").map(FieldDefinition::getName)).contains("register", "recordBatch");
        assertThat(rootFields("Subscription").map(FieldDefinition::getName)).contains("changes", "uploadProgress");
    }

    /** After what fields have from their interfaces. */
    @Test
    void everythingInTheSchemaIsDescribed() {
        Map<String, String> descriptions = new TreeMap<>();
        described(descriptions::put);
        assertThat(descriptions).hasSizeGreaterThan(600);
        assertThat(descriptions.entrySet().stream()
                        .filter(each -> each.getValue().isBlank()
                                || each.getValue().toUpperCase(Locale.ROOT).contains("TODO"))
                        .map(Map.Entry::getKey))
                .isEmpty();
        assertThat(descriptions.entrySet().stream()
                        .filter(each -> !each.getValue().strip().endsWith("."))
                        .map(Map.Entry::getKey))
                .isEmpty();
    }

    private void described(BiConsumer<String, String> each) {
        for (GraphQLNamedType type : ours()) {
            describe(each, type.getName(), type);
            if (type instanceof GraphQLFieldsContainer fields) {
                fields.getFieldDefinitions().forEach(field -> {
                    String place = type.getName() + "." + field.getName();
                    describe(each, place, field);
                    field.getArguments()
                            .forEach(argument -> describe(each, place + "." + argument.getName(), argument));
                });
            } else if (type instanceof GraphQLInputObjectType input) {
                input.getFields().forEach(field -> describe(each, type.getName() + "." + field.getName(), field));
            } else if (type instanceof GraphQLEnumType words) {
                words.getValues().forEach(value -> describe(each, type.getName() + "." + value.getName(), value));
            }
        }
        for (String ours : List.of("access", "asOf")) {
            GraphQLDirective directive = Objects.requireNonNull(runtime.getDirective(ours));
            describe(each, "@" + ours, directive);
            directive
                    .getArguments()
                    .forEach(argument -> describe(each, "@%s.%s".formatted(ours, argument.getName()), argument));
        }
    }

    private static void describe(BiConsumer<String, String> each, String place, GraphQLNamedSchemaElement element) {
        each.accept(place, Objects.requireNonNullElse(element.getDescription(), ""));
    }

    /** The types that are neither GraphQL's own nor for introspection. */
    private List<GraphQLNamedType> ours() {
        return runtime.getAllTypesAsList().stream()
                .filter(type -> !Introspection.isIntrospectionTypes(type))
                .filter(type -> !ScalarInfo.isGraphqlSpecifiedScalar(type.getName()))
                .toList();
    }

    @Test
    void everyListComesInPagesOfOneToAHundred() {
        List<GraphQLFieldDefinition> lists = ours().stream()
                .flatMap(type -> type instanceof GraphQLFieldsContainer fields
                        ? fields.getFieldDefinitions().stream()
                        : Stream.empty())
                .filter(field -> bare(field.getType()).endsWith("Connection"))
                .toList();
        assertThat(lists).hasSizeGreaterThan(10).allSatisfy(field -> {
            assertThat(GraphQLTypeUtil.simplePrint(argument(field, "first").getType()))
                    .isEqualTo("Int!");
            assertThat(argument(field, "first").hasSetDefaultValue()).isFalse();
            assertThat(argument(field, "first").getDescription()).contains("1 to 100");
            assertThat(bare(argument(field, "after").getType())).isEqualTo("String");
            assertThat(((GraphQLObjectType) GraphQLTypeUtil.unwrapAll(field.getType()))
                            .getFieldDefinitions().stream().map(GraphQLFieldDefinition::getName))
                    .contains("edges", "nodes", "pageInfo");
        });
    }

    private static GraphQLArgument argument(GraphQLFieldDefinition field, String name) {
        return Objects.requireNonNull(field.getArgument(name), field.getName() + "." + name);
    }

    private static String bare(GraphQLType type) {
        return GraphQLTypeUtil.unwrapAll(type).getName();
    }

    /** Written anew with {@code -Dschema.write=true}. */
    @Test
    void theSchemaInTheDocumentationIsTheSchema() throws IOException {
        String printed = print(runtime);
        if (Boolean.getBoolean("schema.write")) {
            Files.writeString(DOCUMENTED, printed);
        }
        assertThat(Files.readString(DOCUMENTED))
                .as("Write it anew with -Dtest=SchemaTests -Dschema.write=true")
                .isEqualTo(printed);
    }

    /** A schema in one text, whatever the order of its files. */
    public static String print(GraphQLSchema schema) {
        Set<String> applied = Set.of("access", "asOf", "oneOf", "deprecated");
        return new SchemaPrinter(SchemaPrinter.Options.defaultOptions()
                        .includeSchemaDefinition(false)
                        .includeIntrospectionTypes(false)
                        .includeScalarTypes(true)
                        .includeDirectiveDefinition(Set.of("access", "asOf")::contains)
                        .includeDirectives(applied::contains))
                .print(schema);
    }

    private Stream<FieldDefinition> rootFields(String root) {
        Stream<ObjectTypeDefinition> type = schema.getTypes(ObjectTypeDefinition.class).stream()
                .filter(known -> known.getName().equals(root));
        List<ObjectTypeExtensionDefinition> more = schema.objectTypeExtensions().getOrDefault(root, List.of());
        return Stream.concat(type, more.stream()).flatMap(each -> each.getFieldDefinitions().stream());
    }

    /** The importer knows a command's form by heart, so that it can refuse a mapping without a server. */
    @Test
    void theImporterKnowsEveryCommandAsTheSchemaHasIt() throws IOException {
        JsonNode known = commands();
        Map<String, Map<String, String>> inputs = new TreeMap<>();
        known.path("inputs").forEachEntry((name, fields) -> {
            Map<String, String> members = new TreeMap<>();
            fields.forEachEntry((field, type) -> members.put(field, words(type.asString(), known)));
            inputs.put(name, members);
        });
        assertThat(inputs).isEqualTo(reachable("CommandInput"));
        assertThat(inputs).hasSizeGreaterThan(15);
    }

    @Test
    void theImporterKnowsOfWhichInputsExactlyOneFieldIsGiven() throws IOException {
        assertThat(commands().path("choices").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrderElementsOf(reachable("CommandInput").keySet().stream()
                        .filter(name -> input(name).hasDirective("oneOf"))
                        .toList());
    }

    private static JsonNode commands() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                SchemaTests.class.getResourceAsStream("/assetledger/importer/mapping/commands.yaml"))) {
            return new YAMLMapper().readTree(in);
        }
    }

    /** A type whose words the importer lists, by those words: what it calls the list itself is its own affair. */
    private static String words(String type, JsonNode known) {
        JsonNode words = known.path("words").path(type.replaceAll("[\\[\\]!]", ""));
        return words.isMissingNode()
                ? type
                : type.replaceAll(
                        "\\w+",
                        sorted(words.valueStream().map(JsonNode::asString).toList()));
    }

    /** The inputs that a type leads to, with the type of each field. */
    private Map<String, Map<String, String>> reachable(String first) {
        Map<String, Map<String, String>> found = new TreeMap<>();
        collect(first, found);
        return found;
    }

    private void collect(String name, Map<String, Map<String, String>> found) {
        if (found.containsKey(name)) {
            return;
        }
        Map<String, String> members = new HashMap<>();
        found.put(name, members);
        for (InputValueDefinition field : input(name).getInputValueDefinitions()) {
            String type = AstPrinter.printAst(field.getType());
            String bare = type.replaceAll("[\\[\\]!]", "");
            TypeDefinition<?> definition = schema.getTypeOrNull(bare);
            if (definition instanceof InputObjectTypeDefinition) {
                collect(bare, found);
            }
            members.put(
                    field.getName(),
                    definition instanceof EnumTypeDefinition words
                            ? type.replaceAll("\\w+", sorted(names(words)))
                            : type);
        }
    }

    private InputObjectTypeDefinition input(String name) {
        return (InputObjectTypeDefinition) Objects.requireNonNull(schema.getTypeOrNull(name), name);
    }

    private static List<String> names(EnumTypeDefinition words) {
        return words.getEnumValueDefinitions().stream()
                .map(EnumValueDefinition::getName)
                .toList();
    }

    private static String sorted(Collection<String> words) {
        return new TreeSet<>(words).stream().collect(Collectors.joining("|"));
    }
}

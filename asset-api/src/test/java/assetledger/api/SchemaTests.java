package assetledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.AstPrinter;
import graphql.language.DescribedNode;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.NamedNode;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.TypeDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The schema as it stands in its files. */
class SchemaTests {
    private static final Set<String> ROOTS = Set.of("Query", "Mutation", "Subscription");

    private final TypeDefinitionRegistry schema = schema();

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
        assertThat(rootFields("Subscription").map(FieldDefinition::getName)).containsExactly("changes");
    }

    @Test
    void everyTypeAndEveryQuestionMutationAndSubscriptionIsDescribed() {
        Stream<DescribedNode<?>> types = schema.types().values().stream()
                .filter(type -> !ROOTS.contains(type.getName()))
                .map(type -> (DescribedNode<?>) type);
        Stream<DescribedNode<?>> scalars = schema.scalars().values().stream()
                .filter(scalar -> scalar.getSourceLocation() != null)
                .map(scalar -> (DescribedNode<?>) scalar);
        Stream<DescribedNode<?>> fields =
                ROOTS.stream().flatMap(this::rootFields).map(field -> field);
        assertThat(Stream.of(types, scalars, fields)
                        .flatMap(each -> each)
                        .filter(node -> node.getDescription() == null
                                || node.getDescription().getContent().isBlank())
                        .map(node -> ((NamedNode<?>) node).getName()))
                .isEmpty();
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
